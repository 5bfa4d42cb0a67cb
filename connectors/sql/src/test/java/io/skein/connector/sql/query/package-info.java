@NullMarked
package io.skein.connector.sql.query;

import org.jspecify.annotations.NullMarked;
