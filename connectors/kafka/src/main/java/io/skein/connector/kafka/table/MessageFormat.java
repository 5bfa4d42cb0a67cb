package io.skein.connector.kafka.table;

/** How the bytes of a key or a message become columns. */
public enum MessageFormat {
    /** They do not. */
    NONE,
    /** The bytes are the text of the one column there is. */
    TEXT,
    RAW,
    JSON,
    CSV,
    AVRO,
    PROTOBUF
}
