/** Iceberg tables on local files, listed in an embedded JDBC catalog. The library does metadata and commits; Parquet files are read and written by the kernel. */
@NullMarked
package io.skein.connector.iceberg;

import org.jspecify.annotations.NullMarked;
