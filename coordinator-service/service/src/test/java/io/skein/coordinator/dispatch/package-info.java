@NullMarked
package io.skein.coordinator.dispatch;

import org.jspecify.annotations.NullMarked;
