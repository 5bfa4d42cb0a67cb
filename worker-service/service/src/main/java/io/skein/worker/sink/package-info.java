/** Where a writing task's rows go: files that the kernel writes, or a connector's page sink. What was written is reported as fragments for the commit. */
@NullMarked
package io.skein.worker.sink;

import org.jspecify.annotations.NullMarked;
