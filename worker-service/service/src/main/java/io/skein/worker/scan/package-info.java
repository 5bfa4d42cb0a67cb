/**
 * What a task reads itself: splits become files that the kernel opens, or page sources of connectors read ahead by a few threads. The connectors are built
 * here from what the catalog service says of a catalog.
 */
@NullMarked
package io.skein.worker.scan;

import org.jspecify.annotations.NullMarked;
