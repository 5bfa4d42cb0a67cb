@NullMarked
package io.skein.connector.sql.value;

import org.jspecify.annotations.NullMarked;
