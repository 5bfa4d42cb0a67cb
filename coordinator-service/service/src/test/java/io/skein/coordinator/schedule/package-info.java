@NullMarked
package io.skein.coordinator.schedule;

import org.jspecify.annotations.NullMarked;
