/** Plans as text. */
@NullMarked
package io.skein.coordinator.explain;

import org.jspecify.annotations.NullMarked;
