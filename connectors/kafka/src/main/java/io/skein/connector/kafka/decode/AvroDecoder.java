package io.skein.connector.kafka.decode;

import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessagePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro: after the id of the schema it was written with, in the form of a file that holds its schema, or bare. Either way it is resolved to the table's
 * schema. A field's mapping is the way to its value, names between slashes.
 */
final class AvroDecoder implements MessageDecoder {
    private final Schema schema;
    private final boolean framed;
    private final WriterSchemas writers;
    private final List<FieldDefinition> fields;
    private final List<String[]> paths;
    private final Map<Integer, GenericDatumReader<Object>> readers = new HashMap<>();
    private final GenericDatumReader<Object> bare;
    private @Nullable Object reused;

    AvroDecoder(MessagePart part, WriterSchemas writers) {
        this.schema = parse(part.schema());
        this.framed = part.framed();
        this.writers = writers;
        this.fields = part.fields();
        this.paths = fields.stream()
                .map(field -> field.mapping().isEmpty()
                        ? new String[0]
                        : field.mapping().split("/"))
                .toList();
        this.bare = new GenericDatumReader<>(schema);
    }

    private static Schema parse(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw new IllegalArgumentException("a schema is not Avro's: " + e.getMessage(), e);
        }
    }

    @Override
    public void decode(byte[] bytes, @Nullable Object[] values) {
        try {
            Object message = message(bytes);
            for (int i = 0; i < values.length; i++) {
                values[i] = AvroValues.of(fields.get(i).type(), at(message, paths.get(i)));
            }
        } catch (IOException
                | AvroRuntimeException
                | IllegalArgumentException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            throw new CorruptMessageException("not Avro of the table's schema");
        }
    }

    private Object message(byte[] bytes) throws IOException {
        if (magic(bytes)) {
            GenericDatumReader<Object> reader = new GenericDatumReader<>(null, schema);
            try (DataFileStream<Object> file = new DataFileStream<>(new ByteArrayInputStream(bytes), reader)) {
                return file.next();
            } catch (java.util.NoSuchElementException e) {
                throw new CorruptMessageException("a file without message");
            }
        }
        if (!framed) {
            return read(bare, bytes, 0);
        }
        GenericDatumReader<Object> reader = readers.computeIfAbsent(
                Frame.schema(bytes), id -> new GenericDatumReader<>(parse(writers.schema(id)), schema));
        return read(reader, bytes, Frame.LENGTH);
    }

    private Object read(GenericDatumReader<Object> reader, byte[] bytes, int start) throws IOException {
        BoundedDecoder decoder = new BoundedDecoder(bytes, start);
        Object message = reader.read(reused, decoder);
        reused = message;
        if (!decoder.isEnd()) {
            throw new CorruptMessageException("more bytes than the schema says");
        }
        return message;
    }

    private static boolean magic(byte[] bytes) {
        return bytes.length > DataFileConstants.MAGIC.length
                && java.util.Arrays.equals(
                        DataFileConstants.MAGIC,
                        0,
                        DataFileConstants.MAGIC.length,
                        bytes,
                        0,
                        DataFileConstants.MAGIC.length);
    }

    private static @Nullable Object at(Object message, String[] path) {
        @Nullable Object value = message;
        for (String name : path) {
            if (!(value instanceof GenericRecord row) || !row.hasField(name)) {
                return null;
            }
            value = row.get(name);
        }
        return value;
    }
}
