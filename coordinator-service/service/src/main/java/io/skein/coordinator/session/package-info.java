/** Who asks, and with which settings. */
@NullMarked
package io.skein.coordinator.session;

import org.jspecify.annotations.NullMarked;
