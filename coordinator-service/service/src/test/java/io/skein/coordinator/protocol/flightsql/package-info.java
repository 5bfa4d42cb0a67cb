@NullMarked
package io.skein.coordinator.protocol.flightsql;

import org.jspecify.annotations.NullMarked;
