@NullMarked
package io.skein.coordinator.protocol.value;

import org.jspecify.annotations.NullMarked;
