@NullMarked
package io.skein.coordinator.protocol.trino;

import org.jspecify.annotations.NullMarked;
