/** Tables: finding and caching them, their types, shapes and properties. */
@NullMarked
package io.skein.connector.iceberg.table;

import org.jspecify.annotations.NullMarked;
