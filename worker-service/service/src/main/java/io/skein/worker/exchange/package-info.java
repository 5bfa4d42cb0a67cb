/**
 * Rows between tasks: a task's output is cut into partitions and held in bounded buffers ({@link io.skein.worker.exchange.OutputBuffer}); consumers fetch it
 * over Flight, or take it directly when they are in the same process, and show it to their kernel as a stream of batches. What a task is, is not known here.
 */
@NullMarked
package io.skein.worker.exchange;

import org.jspecify.annotations.NullMarked;
