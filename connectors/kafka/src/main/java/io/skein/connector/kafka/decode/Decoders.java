package io.skein.connector.kafka.decode;

import io.skein.connector.kafka.table.MessagePart;

/** Makes decoders for what a table says of its keys and messages. */
public record Decoders(WriterSchemas schemas) {
    /** @throws IllegalArgumentException where the format cannot give the columns that the table has */
    public MessageDecoder of(MessagePart part) {
        return switch (part.format()) {
            case NONE, TEXT -> (bytes, values) -> {};
            case RAW -> new RawDecoder(part.fields());
            case CSV -> new CsvDecoder(part.fields());
            case JSON -> new JsonDecoder(part.fields());
            case AVRO -> new AvroDecoder(part, schemas);
            case PROTOBUF -> new ProtobufDecoder(part, schemas);
        };
    }
}
