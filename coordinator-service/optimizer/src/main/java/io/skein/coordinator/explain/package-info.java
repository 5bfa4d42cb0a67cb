/** Plans as text, in the shape that Trino's users know, with each fragment's kernel SQL. */
@NullMarked
package io.skein.coordinator.explain;

import org.jspecify.annotations.NullMarked;
