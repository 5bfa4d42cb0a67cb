@NullMarked
package io.skein.coordinator.function;

import org.jspecify.annotations.NullMarked;
