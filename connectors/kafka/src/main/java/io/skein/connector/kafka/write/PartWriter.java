package io.skein.connector.kafka.write;

import io.skein.connector.kafka.encode.Encoders;
import io.skein.connector.kafka.encode.MessageEncoder;
import io.skein.connector.kafka.table.MessagePart;
import io.skein.connector.kafka.value.ValueReader;
import io.skein.spi.connector.ColumnHandle;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Keys or messages for rows of which some columns are given. */
final class PartWriter {
    private final MessagePart part;
    private final MessageEncoder encoder;
    private final int[] columns;
    private final @Nullable Object[] values;

    PartWriter(MessagePart part, List<ColumnHandle> given) {
        this.part = part;
        this.encoder = Encoders.of(part);
        List<String> names = given.stream().map(ColumnHandle::name).toList();
        this.columns = part.fields().stream()
                .mapToInt(field -> names.indexOf(field.name()))
                .toArray();
        this.values = new Object[columns.length];
    }

    byte @Nullable [] bytes(VectorSchemaRoot batch, int row) {
        Arrays.fill(values, null);
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0) {
                values[i] = ValueReader.get(
                        batch.getVector(columns[i]), row, part.fields().get(i).type());
            }
        }
        return encoder.encode(values);
    }
}
