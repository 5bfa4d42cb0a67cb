@NullMarked
package io.skein.coordinator.protocol;

import org.jspecify.annotations.NullMarked;
