/** Names, types and coercions by Trino's rules; turns the syntax tree into a plan. */
@NullMarked
package io.skein.coordinator.analyze;

import org.jspecify.annotations.NullMarked;
