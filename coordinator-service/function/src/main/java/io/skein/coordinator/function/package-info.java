/** The functions as data: signatures, overload resolution, coercions, kernel rendering. */
@NullMarked
package io.skein.coordinator.function;

import org.jspecify.annotations.NullMarked;
