/** The window functions. */
@NullMarked
package io.skein.coordinator.function.window;

import org.jspecify.annotations.NullMarked;
