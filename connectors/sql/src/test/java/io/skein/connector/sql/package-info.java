@NullMarked
package io.skein.connector.sql;

import org.jspecify.annotations.NullMarked;
