package io.skein.connector.iceberg.analyze;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;

/** Values of batches as the bytes that Iceberg has for single values: what sketches are made of. */
final class ValueBytes {
    private final Type type;
    private final FieldVector vector;

    ValueBytes(Type type, FieldVector vector) {
        this.type = type;
        this.vector = vector;
    }

    boolean isNull(int row) {
        return vector.isNull(row);
    }

    byte[] at(int row) {
        if (vector instanceof VarCharVector texts && type.typeId() != Type.TypeID.UUID) {
            return texts.get(row);
        }
        if (vector instanceof VarBinaryVector binaries) {
            return binaries.get(row);
        }
        ByteBuffer buffer = Conversions.toByteBuffer(type, value(vector, row));
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private Object value(FieldVector values, int row) {
        return switch (values) {
            case BitVector bits -> bits.get(row) == 1;
            case IntVector numbers -> numbers.get(row);
            case BigIntVector numbers -> numbers.get(row);
            case Float4Vector numbers -> numbers.get(row);
            case Float8Vector numbers -> numbers.get(row);
            case DateDayVector days -> days.get(row);
            case TimeMicroVector times -> times.get(row);
            case TimeStampMicroVector times -> times.get(row);
            case DecimalVector numbers -> numbers.getObjectNotNull(row);
            case VarCharVector texts -> UUID.fromString(texts.getObject(row).toString());
            case StructVector instants -> value((FieldVector) instants.getChildByOrdinal(0), row);
            default -> throw new IllegalArgumentException("No values of " + values.getField());
        };
    }
}
