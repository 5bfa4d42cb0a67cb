package io.skein.worker.exchange;

import io.skein.spi.type.Type;
import java.util.List;
import org.apache.arrow.memory.util.ByteFunctionHelpers;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** The kernel's order of values, for merging what kernels have sorted. */
final class RowOrder {
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private RowOrder() {}

    /** Compares two rows by one term. */
    static int compare(MergeTerm term, Type type, FieldVector left, int leftRow, FieldVector right, int rightRow) {
        boolean leftNull = left.isNull(leftRow);
        boolean rightNull = right.isNull(rightRow);
        if (leftNull || rightNull) {
            int order = Boolean.compare(leftNull, rightNull);
            return term.nullsFirst() ? -order : order;
        }
        int order = compare(type, left, leftRow, right, rightRow);
        return term.ascending() ? order : -order;
    }

    private static int compare(Type type, FieldVector left, int l, FieldVector right, int r) {
        return switch (left) {
            case TinyIntVector vector -> Byte.compare(vector.get(l), ((TinyIntVector) right).get(r));
            case SmallIntVector vector -> Short.compare(vector.get(l), ((SmallIntVector) right).get(r));
            case IntVector vector -> Integer.compare(vector.get(l), ((IntVector) right).get(r));
            case BigIntVector vector -> Long.compare(vector.get(l), ((BigIntVector) right).get(r));
            case Float4Vector vector -> floating(vector.get(l), ((Float4Vector) right).get(r));
            case Float8Vector vector -> floating(vector.get(l), ((Float8Vector) right).get(r));
            case BitVector vector -> Integer.compare(vector.get(l), ((BitVector) right).get(r));
            case DateDayVector vector -> Integer.compare(vector.get(l), ((DateDayVector) right).get(r));
            case TimeMicroVector vector -> Long.compare(vector.get(l), ((TimeMicroVector) right).get(r));
            case TimeNanoVector vector -> Long.compare(vector.get(l), ((TimeNanoVector) right).get(r));
            case TimeStampVector vector -> Long.compare(vector.get(l), ((TimeStampVector) right).get(r));
            case DecimalVector vector -> decimal(vector, l, (DecimalVector) right, r);
            case BaseVariableWidthVector vector -> bytes(vector, l, (BaseVariableWidthVector) right, r);
            case StructVector vector -> struct(type, vector, l, (StructVector) right, r);
            case ListVector vector
            when type instanceof Type.Array array -> list(array, vector, l, (ListVector) right, r);
            default -> throw new IllegalArgumentException("No order for " + type.displayName());
        };
    }

    /** NaN is the largest, and the zeros are equal. */
    private static int floating(double left, double right) {
        return left == right ? 0 : Double.compare(left, right);
    }

    private static int decimal(DecimalVector left, int l, DecimalVector right, int r) {
        long leftPosition = (long) l * DecimalVector.TYPE_WIDTH;
        long rightPosition = (long) r * DecimalVector.TYPE_WIDTH;
        int high = Long.compare(
                left.getDataBuffer().getLong(leftPosition + Long.BYTES),
                right.getDataBuffer().getLong(rightPosition + Long.BYTES));
        return high != 0
                ? high
                : Long.compareUnsigned(
                        left.getDataBuffer().getLong(leftPosition),
                        right.getDataBuffer().getLong(rightPosition));
    }

    private static int bytes(BaseVariableWidthVector left, int l, BaseVariableWidthVector right, int r) {
        return ByteFunctionHelpers.compare(
                left.getDataBuffer(),
                left.getStartOffset(l),
                left.getEndOffset(l),
                right.getDataBuffer(),
                right.getStartOffset(r),
                right.getEndOffset(r));
    }

    private static int struct(Type type, StructVector left, int l, StructVector right, int r) {
        return switch (type) {
            case Type.TimestampWithTimeZone _ ->
                compare(type, (FieldVector) left.getChildByOrdinal(0), l, (FieldVector) right.getChildByOrdinal(0), r);
            case Type.TimeWithTimeZone _ -> Long.compare(utcNanos(left, l), utcNanos(right, r));
            case Type.Row row -> fields(row, left, l, right, r);
            default -> throw new IllegalArgumentException("No order for " + type.displayName());
        };
    }

    private static long utcNanos(StructVector vector, int row) {
        long nanos = ((BigIntVector) vector.getChildByOrdinal(0)).get(row);
        return nanos - ((IntVector) vector.getChildByOrdinal(1)).get(row) * NANOS_PER_MINUTE;
    }

    private static int fields(Type.Row row, StructVector left, int l, StructVector right, int r) {
        List<Type.Field> fields = row.fields();
        for (int i = 0; i < fields.size(); i++) {
            int order = nested(
                    fields.get(i).type(),
                    (FieldVector) left.getChildByOrdinal(i),
                    l,
                    (FieldVector) right.getChildByOrdinal(i),
                    r);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int list(Type.Array array, ListVector left, int l, ListVector right, int r) {
        int leftEnd = left.getElementEndIndex(l);
        int rightEnd = right.getElementEndIndex(r);
        int i = left.getElementStartIndex(l);
        int j = right.getElementStartIndex(r);
        while (i < leftEnd && j < rightEnd) {
            int order = nested(array.element(), left.getDataVector(), i++, right.getDataVector(), j++);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(leftEnd - i, rightEnd - j);
    }

    private static int nested(Type type, FieldVector left, int l, FieldVector right, int r) {
        boolean leftNull = left.isNull(l);
        boolean rightNull = right.isNull(r);
        return leftNull || rightNull ? Boolean.compare(leftNull, rightNull) : compare(type, left, l, right, r);
    }
}
