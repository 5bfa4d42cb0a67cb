package io.skein.coordinator.protocol.value;

import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Writes rows of one batch as Trino's REST protocol has them: one JSON array a row. Bound to the batch, which it doesn't own. */
public final class RowEncoder {
    private final ColumnEncoder[] columns;

    /** @param types of the batch's first columns; further columns are not written */
    public RowEncoder(List<Type> types, VectorSchemaRoot batch, DateTimeForm form) {
        this.columns = IntStream.range(0, types.size())
                .mapToObj(i -> ColumnEncoders.of(types.get(i), batch.getVector(i), form))
                .toArray(ColumnEncoder[]::new);
    }

    /** @param out a generator that writes UTF-8 bytes */
    public void write(JsonGenerator out, int row) throws IOException {
        out.writeStartArray();
        for (ColumnEncoder column : columns) {
            column.write(out, row);
        }
        out.writeEndArray();
    }
}
