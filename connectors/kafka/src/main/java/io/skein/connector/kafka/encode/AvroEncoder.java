package io.skein.connector.kafka.encode;

import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessagePart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro in the form of a file with one record, which brings its schema along, as Trino writes it. */
final class AvroEncoder implements MessageEncoder {
    private final Schema schema;
    private final List<FieldDefinition> fields;

    AvroEncoder(MessagePart part) {
        if (part.framed()) {
            throw new IllegalArgumentException("messages of a schema registry are not written");
        }
        this.schema = new Schema.Parser().parse(part.schema());
        this.fields = part.fields();
        for (FieldDefinition field : fields) {
            if (schema.getField(field.mapping()) == null) {
                throw new IllegalArgumentException(
                        "the Avro schema has no field '" + field.mapping() + "' for column '" + field.name() + "'");
            }
        }
    }

    @Override
    public byte[] encode(@Nullable Object[] values) {
        GenericRecord row = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            row.put(fields.get(i).mapping(), values[i] instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : values[i]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> file = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            file.create(schema, bytes).append(row);
        } catch (AvroRuntimeException e) {
            throw new IllegalArgumentException("a row does not fit the Avro schema: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
