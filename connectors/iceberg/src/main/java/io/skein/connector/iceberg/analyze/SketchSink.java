package io.skein.connector.iceberg.analyze;

import io.skein.spi.connector.PageSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.datasketches.theta.UpdatableThetaSketch;
import org.apache.iceberg.types.Types.NestedField;

/** Takes columns' values into sketches. */
final class SketchSink implements PageSink {
    private final List<NestedField> fields;
    private final List<UpdatableThetaSketch> sketches;

    SketchSink(List<NestedField> fields) {
        this.fields = List.copyOf(fields);
        this.sketches =
                fields.stream().map(_ -> UpdatableThetaSketch.builder().build()).toList();
    }

    @Override
    public void append(VectorSchemaRoot batch) {
        for (int i = 0; i < fields.size(); i++) {
            ValueBytes values = new ValueBytes(fields.get(i).type(), batch.getVector(i));
            UpdatableThetaSketch sketch = sketches.get(i);
            for (int row = 0; row < batch.getRowCount(); row++) {
                if (!values.isNull(row)) {
                    sketch.update(values.at(row));
                }
            }
        }
    }

    @Override
    public List<byte[]> finish() {
        Map<Integer, byte[]> finished = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            finished.put(fields.get(i).fieldId(), sketches.get(i).compact().toByteArray());
        }
        return List.of(Sketches.encode(finished));
    }

    @Override
    public void abort() {}
}
