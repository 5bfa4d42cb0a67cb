@NullMarked
package io.skein.coordinator.function.aggregate;

import org.jspecify.annotations.NullMarked;
