/** Values of Arrow vectors as Trino's JSON and text; knows nothing of HTTP. The way in is {@link io.skein.coordinator.protocol.value.RowEncoder}. */
@NullMarked
package io.skein.coordinator.protocol.value;

import org.jspecify.annotations.NullMarked;
