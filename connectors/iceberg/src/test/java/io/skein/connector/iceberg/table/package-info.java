@NullMarked
package io.skein.connector.iceberg.table;

import org.jspecify.annotations.NullMarked;
