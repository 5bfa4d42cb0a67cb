/** Rewrites plans: predicates down, columns away, joins ordered and distributed. */
@NullMarked
package io.skein.coordinator.optimize;

import org.jspecify.annotations.NullMarked;
