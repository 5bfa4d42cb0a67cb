package io.skein.connector.kafka.encode;

import io.skein.connector.kafka.table.MessagePart;
import java.nio.charset.StandardCharsets;

/** Makes encoders for what a table says of its keys and messages. */
public final class Encoders {
    private Encoders() {}

    /** @throws IllegalArgumentException where messages of the format are not written */
    public static MessageEncoder of(MessagePart part) {
        return switch (part.format()) {
            case NONE -> values -> null;
            case TEXT -> values -> values[0] == null ? null : ((String) values[0]).getBytes(StandardCharsets.UTF_8);
            case RAW -> new RawEncoder(part.fields());
            case CSV -> new CsvEncoder(part.fields());
            case JSON -> new JsonEncoder(part.fields());
            case AVRO -> new AvroEncoder(part);
            case PROTOBUF -> throw new IllegalArgumentException("Protobuf is not written");
        };
    }
}
