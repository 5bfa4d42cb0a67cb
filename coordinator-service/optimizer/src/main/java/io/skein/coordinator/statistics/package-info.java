/** How many rows a plan node gives and how its columns look, estimated from what connectors know. */
@NullMarked
package io.skein.coordinator.statistics;

import org.jspecify.annotations.NullMarked;
