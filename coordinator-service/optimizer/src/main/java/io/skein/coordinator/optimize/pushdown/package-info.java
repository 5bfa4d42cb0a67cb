/** Hands work of a plan down to the sources of its scans. */
@NullMarked
package io.skein.coordinator.optimize.pushdown;

import org.jspecify.annotations.NullMarked;
