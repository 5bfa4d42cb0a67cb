package io.skein.spi.connector;

import io.skein.spi.type.Type;

/**
 * Which version of a table is read: {@code FOR VERSION AS OF}, {@code FOR TIMESTAMP AS OF}.
 *
 * @param type any type for a version; a date or timestamp for a time
 * @param value in the Java form of the coordinator's constants; times without zone are in {@code zone}
 * @param zone the session's time zone
 */
public record VersionPointer(Kind kind, Type type, Object value, String zone) {
    public enum Kind {
        VERSION,
        TIME
    }
}
