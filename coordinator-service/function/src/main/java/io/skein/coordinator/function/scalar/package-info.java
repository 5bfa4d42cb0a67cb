/** The scalar functions and operators, one class for each family. */
@NullMarked
package io.skein.coordinator.function.scalar;

import org.jspecify.annotations.NullMarked;
