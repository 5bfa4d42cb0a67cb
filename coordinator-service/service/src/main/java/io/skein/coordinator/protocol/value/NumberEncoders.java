package io.skein.coordinator.protocol.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;

/** Booleans and numbers. Not-a-number and the infinities are strings; decimals are strings with all their digits. */
final class NumberEncoders {
    private NumberEncoders() {}

    static ColumnEncoder bool(BitVector vector) {
        return new VectorEncoder<>(vector) {
            @Override
            void writeValue(JsonGenerator out, int row) throws IOException {
                out.writeBoolean(vector.get(row) != 0);
            }

            @Override
            void appendValue(StringBuilder out, int row) {
                out.append(vector.get(row) != 0);
            }
        };
    }

    static ColumnEncoder integer(BaseIntVector vector) {
        return new VectorEncoder<>(vector) {
            @Override
            void writeValue(JsonGenerator out, int row) throws IOException {
                out.writeNumber(vector.getValueAsLong(row));
            }

            @Override
            void appendValue(StringBuilder out, int row) {
                out.append(vector.getValueAsLong(row));
            }
        };
    }

    static ColumnEncoder real(Float4Vector vector) {
        return new VectorEncoder<>(vector) {
            @Override
            void writeValue(JsonGenerator out, int row) throws IOException {
                out.writeNumber(vector.get(row));
            }

            @Override
            void appendValue(StringBuilder out, int row) {
                out.append(vector.get(row));
            }
        };
    }

    static ColumnEncoder dbl(Float8Vector vector) {
        return new VectorEncoder<>(vector) {
            @Override
            void writeValue(JsonGenerator out, int row) throws IOException {
                out.writeNumber(vector.get(row));
            }

            @Override
            void appendValue(StringBuilder out, int row) {
                out.append(vector.get(row));
            }
        };
    }

    static ColumnEncoder decimal(DecimalVector vector) {
        int scale = vector.getScale();
        return new AsciiEncoder<>(vector, (text, row) -> {
            long offset = (long) row * DecimalVector.TYPE_WIDTH;
            long low = vector.getDataBuffer().getLong(offset);
            long high = vector.getDataBuffer().getLong(offset + Long.BYTES);
            if (high == low >> 63 && low != Long.MIN_VALUE) {
                text.decimal(low, scale);
            } else {
                text.append(vector.getObjectNotNull(row).toPlainString());
            }
        });
    }
}
