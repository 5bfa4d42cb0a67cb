package io.skein.connector.kafka.table;

import java.util.List;

/**
 * A topic's keys or messages.
 *
 * @param schema the Avro schema or the .proto file; empty where the format needs none
 * @param messageType which of the .proto file's messages it is; empty for the one that is called {@code schema}, or else the first
 * @param framed whether the bytes begin with the id of the schema they were written with
 */
public record MessagePart(
        MessageFormat format, String schema, String messageType, boolean framed, List<FieldDefinition> fields) {
    /** Nothing of it is a column. */
    public static final MessagePart NONE = new MessagePart(MessageFormat.NONE, "", "", false, List.of());

    public MessagePart {
        fields = List.copyOf(fields);
    }

    /** A format without schema. */
    public static MessagePart of(MessageFormat format, FieldDefinition... fields) {
        return new MessagePart(format, "", "", false, List.of(fields));
    }
}
