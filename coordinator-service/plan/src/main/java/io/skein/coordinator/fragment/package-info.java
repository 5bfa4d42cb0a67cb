/** Cuts the plan at its exchanges into fragments: kernel SQL, its inputs and its output partitioning. Next on the path: {@code schedule}. */
@NullMarked
package io.skein.coordinator.fragment;

import org.jspecify.annotations.NullMarked;
