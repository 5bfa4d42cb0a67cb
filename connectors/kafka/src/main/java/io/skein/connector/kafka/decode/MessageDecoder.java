package io.skein.connector.kafka.decode;

import org.jspecify.annotations.Nullable;

/** Decodes keys or messages of a topic; used by one thread. */
public interface MessageDecoder {
    /**
     * Puts the value of each field into its place.
     *
     * @throws CorruptMessageException where that cannot be done; the places are of no use then
     */
    void decode(byte[] bytes, @Nullable Object[] values);
}
