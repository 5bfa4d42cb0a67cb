package io.skein.connector.kafka.table;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.type.Type;

/** A table and the topic that it shows. */
public record TopicTable(SchemaTableName name, String topic, MessagePart key, MessagePart message) {
    /** The column of a table that nothing is known of but its topic. */
    public static final String PAYLOAD = "payload";

    /** A topic whose messages are texts. */
    static TopicTable undefined(SchemaTableName name, String topic) {
        return new TopicTable(
                name,
                topic,
                MessagePart.NONE,
                MessagePart.of(MessageFormat.TEXT, FieldDefinition.of(PAYLOAD, Type.Varchar.UNBOUNDED)));
    }
}
