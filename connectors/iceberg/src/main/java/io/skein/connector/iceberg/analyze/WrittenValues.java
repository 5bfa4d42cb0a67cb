package io.skein.connector.iceberg.analyze;

import io.skein.connector.iceberg.table.IcebergTypes;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/** Takes the values of whole rows, of which those within arrays, maps and rows are left out. */
final class WrittenValues implements PageSink {
    private final List<Integer> places = new ArrayList<>();
    private final SketchSink sink;

    WrittenValues(List<ColumnHandle> columns) {
        List<NestedField> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnHandle column = columns.get(i);
            Type type = IcebergTypes.toIceberg(column.type(), new AtomicInteger()::incrementAndGet);
            if (type.isPrimitiveType()) {
                places.add(i);
                fields.add(NestedField.optional(column.fieldId().orElseThrow(), column.name(), type));
            }
        }
        this.sink = new SketchSink(fields);
    }

    @Override
    public void append(VectorSchemaRoot batch) {
        VectorSchemaRoot scalars =
                new VectorSchemaRoot(places.stream().map(batch::getVector).toList());
        scalars.setRowCount(batch.getRowCount());
        sink.append(scalars);
    }

    @Override
    public List<byte[]> finish() {
        return sink.finish();
    }

    @Override
    public void abort() {
        sink.abort();
    }
}
