package io.skein.coordinator.protocol.value;

import java.util.Set;

/** How date-time types show their precision. */
public enum DateTimeForm {
    /** {@code timestamp(6)}, with as many digits. */
    PARAMETRIC,
    /** Plain {@code timestamp} rounded to milliseconds, for clients older than the types' precision. */
    MILLISECONDS;

    /** What a client with these capabilities understands. */
    public static DateTimeForm of(Set<String> clientCapabilities) {
        return clientCapabilities.contains("PARAMETRIC_DATETIME") ? PARAMETRIC : MILLISECONDS;
    }

    int digits(int precision) {
        return this == PARAMETRIC ? precision : 3;
    }
}
