package io.skein.connector.kafka.encode;

import org.jspecify.annotations.Nullable;

/** Encodes keys or messages of a topic; used by one thread. */
public interface MessageEncoder {
    /**
     * The bytes for a value of each field.
     *
     * @return nothing where all of the values are NULL and the format has no bytes for that
     * @throws IllegalArgumentException for a value that the format has no place for
     */
    byte @Nullable [] encode(@Nullable Object[] values);
}
