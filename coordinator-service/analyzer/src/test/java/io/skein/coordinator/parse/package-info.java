@NullMarked
package io.skein.coordinator.parse;

import org.jspecify.annotations.NullMarked;
