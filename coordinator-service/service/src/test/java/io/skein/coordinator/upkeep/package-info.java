@NullMarked
package io.skein.coordinator.upkeep;

import org.jspecify.annotations.NullMarked;
