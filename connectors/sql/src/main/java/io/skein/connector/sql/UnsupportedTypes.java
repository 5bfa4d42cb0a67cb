package io.skein.connector.sql;

/** What becomes of columns whose type has no counterpart here; Trino's {@code unsupported-type-handling}. */
public enum UnsupportedTypes {
    /** They are not there. */
    IGNORE,
    /** They are read as the database's text of them. */
    CONVERT_TO_VARCHAR
}
