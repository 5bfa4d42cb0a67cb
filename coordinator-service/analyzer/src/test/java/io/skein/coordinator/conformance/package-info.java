/** Runs Trino's conformance statements in this process: planner, single-fragment optimizer and kernel over the built-in connectors. */
@NullMarked
package io.skein.coordinator.conformance;

import org.jspecify.annotations.NullMarked;
