package io.skein.connector.kafka.decode;

import java.nio.ByteBuffer;

/** What schema registries' serializers put before a message: a zero and the id of the schema it was written with. */
final class Frame {
    static final int LENGTH = 1 + Integer.BYTES;

    private Frame() {}

    static boolean begins(byte[] bytes) {
        return bytes.length >= LENGTH && bytes[0] == 0;
    }

    /** The schema's id. */
    static int schema(byte[] bytes) {
        if (!begins(bytes)) {
            throw new CorruptMessageException("no schema's id before the message");
        }
        return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    }
}
