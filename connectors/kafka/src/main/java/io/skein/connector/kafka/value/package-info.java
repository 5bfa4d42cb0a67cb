/** Java objects in Arrow vectors. */
@NullMarked
package io.skein.connector.kafka.value;

import org.jspecify.annotations.NullMarked;
