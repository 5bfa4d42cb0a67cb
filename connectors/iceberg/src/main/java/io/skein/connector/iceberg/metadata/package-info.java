/** Metadata tables, {@code "t$files"} and its like, and the columns that files know of their rows. Their rows are made on workers from the table's metadata. */
@NullMarked
package io.skein.connector.iceberg.metadata;

import org.jspecify.annotations.NullMarked;
