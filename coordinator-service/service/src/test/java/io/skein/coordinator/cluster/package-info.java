@NullMarked
package io.skein.coordinator.cluster;

import org.jspecify.annotations.NullMarked;
