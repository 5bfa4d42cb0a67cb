package io.skein.connector.kafka.decode;

/** Bytes are not what their format says. It has no stack trace: a topic may be full of such messages. */
public final class CorruptMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptMessageException(String what) {
        super(what, null, false, false);
    }

    /** A message says that it was written with a schema that nobody knows. */
    public static CorruptMessageException unknownSchema(int id) {
        return new CorruptMessageException("no schema has the id " + id);
    }
}
