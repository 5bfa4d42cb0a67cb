/** Parquet files on servers, of which the kernel reads parts. Next on the path: the worker's cache of files. */
@NullMarked
package io.skein.connector.http.file;

import org.jspecify.annotations.NullMarked;
