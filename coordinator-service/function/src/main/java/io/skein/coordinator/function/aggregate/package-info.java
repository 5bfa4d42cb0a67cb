/** The aggregate functions: their kernel form and how they split into two phases. */
@NullMarked
package io.skein.coordinator.function.aggregate;

import org.jspecify.annotations.NullMarked;
