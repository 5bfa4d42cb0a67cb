@NullMarked
package io.skein.coordinator.session;

import org.jspecify.annotations.NullMarked;
