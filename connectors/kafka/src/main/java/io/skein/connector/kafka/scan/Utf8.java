package io.skein.connector.kafka.scan;

import java.nio.charset.StandardCharsets;

/** Bytes that may be text. */
final class Utf8 {
    private Utf8() {}

    /** The bytes themselves where they are text, otherwise with the replacement character for what is none. */
    static byte[] valid(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            }
        }
        return bytes;
    }
}
