/**
 * Brings fragments to workers and watches over them: placement, splits, task launch, status, the first failure, the root's result stream.
 * No planning here. Next on the path: the worker's {@code task}.
 */
@NullMarked
package io.skein.coordinator.schedule;

import org.jspecify.annotations.NullMarked;
