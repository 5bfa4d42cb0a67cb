/** Which workers there are: they say so by heartbeat. Asked by {@code schedule}; tells it of workers that are lost. */
@NullMarked
package io.skein.coordinator.cluster;

import org.jspecify.annotations.NullMarked;
