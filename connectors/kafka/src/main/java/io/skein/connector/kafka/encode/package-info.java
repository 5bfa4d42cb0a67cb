/** Values of columns as the bytes of keys and messages. */
@NullMarked
package io.skein.connector.kafka.encode;

import org.jspecify.annotations.NullMarked;
