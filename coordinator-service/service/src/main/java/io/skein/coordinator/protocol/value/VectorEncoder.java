package io.skein.coordinator.protocol.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.arrow.vector.ValueVector;

/** Takes the nulls off the others' hands. */
abstract class VectorEncoder<V extends ValueVector> implements ColumnEncoder {
    final V vector;

    VectorEncoder(V vector) {
        this.vector = vector;
    }

    @Override
    public final void write(JsonGenerator out, int row) throws IOException {
        if (vector.isNull(row)) {
            out.writeNull();
        } else {
            writeValue(out, row);
        }
    }

    @Override
    public final void appendText(StringBuilder out, int row) {
        if (vector.isNull(row)) {
            out.append("null");
        } else {
            appendValue(out, row);
        }
    }

    abstract void writeValue(JsonGenerator out, int row) throws IOException;

    abstract void appendValue(StringBuilder out, int row);
}
