/** Sums up what values a task's rows have in the keys of a join, for the scan on the join's other side. Next on the path: the coordinator, which holds that scan back. */
@NullMarked
package io.skein.worker.summary;

import org.jspecify.annotations.NullMarked;
