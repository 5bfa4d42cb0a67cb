package io.skein.connector.kafka.decode;

/** The schemas that messages were written with. */
public interface WriterSchemas {
    /** Where there is no registry. */
    WriterSchemas NONE = id -> {
        throw CorruptMessageException.unknownSchema(id);
    };

    /**
     * The schema of that id as it was registered.
     *
     * @throws CorruptMessageException where there is none
     */
    String schema(int id);
}
