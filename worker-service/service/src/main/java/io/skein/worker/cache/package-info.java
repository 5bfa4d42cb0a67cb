/**
 * Parts of remote files on the worker's disk: for each file a sparse one of the same layout, which the kernel reads as if it were the file. Before a scan is
 * given to the kernel all that it will read is fetched. Files are shared by queries, and the least recently used go when the disk's share is full.
 */
@NullMarked
package io.skein.worker.cache;

import org.jspecify.annotations.NullMarked;
