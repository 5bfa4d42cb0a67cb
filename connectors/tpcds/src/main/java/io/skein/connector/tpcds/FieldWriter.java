package io.skein.connector.tpcds;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.spi.type.Type;
import io.trino.tpcds.Table;
import io.trino.tpcds.row.TableRow;
import io.trino.tpcds.type.Decimal;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;

/** Copies one column from row objects into its vector. */
final class FieldWriter {
    private static final long NO_KEY = -1;
    private static final int JULIAN_DAY_OF_1970 = 2_440_588;
    private static final byte[] YES = {'Y'};
    private static final byte[] NO = {'N'};

    private final Field[] path;
    private final Field value;
    private final long nullBit;
    private final FieldVector vector;
    private final Copy copy;

    @FunctionalInterface
    private interface Copy {
        void write(int index, Object owner) throws IllegalAccessException;
    }

    FieldWriter(RowField field, Table table, Type type, FieldVector vector) {
        this.path = field.path(table);
        this.value = path[path.length - 1];
        this.nullBit = field.nullBit(table);
        this.vector = vector;
        this.copy = copy(field.form(), type);
    }

    /** {@code nullBits} is the row's map of nulls. */
    void write(int index, TableRow row, long nullBits) {
        if ((nullBits & nullBit) != 0) {
            vector.setNull(index);
            return;
        }
        try {
            Object owner = row;
            for (int i = 0; i < path.length - 1; i++) {
                owner = path[i].get(owner);
            }
            copy.write(index, owner);
        } catch (IllegalAccessException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Copy copy(RowField.Form form, Type type) {
        return switch (vector) {
            case BigIntVector longs
            when form == RowField.Form.KEY -> (index, owner) -> setKey(longs, index, value.getLong(owner));
            case BigIntVector longs -> (index, owner) -> longs.set(index, value.getLong(owner));
            case IntVector integers -> (index, owner) -> integers.set(index, value.getInt(owner));
            case DateDayVector dates -> (index, owner) -> setJulianDay(dates, index, value.getLong(owner));
            case DecimalVector decimals -> (index, owner) -> set(decimals, index, (Decimal) value.get(owner));
            case VarCharVector texts
            when form == RowField.Form.FLAG ->
                (index, owner) -> texts.setSafe(index, value.getBoolean(owner) ? YES : NO);
            case VarCharVector texts
            when type instanceof Type.Char ->
                (index, owner) -> texts.setSafe(
                        index, ((String) value.get(owner)).stripTrailing().getBytes(UTF_8));
            case VarCharVector texts ->
                (index, owner) -> texts.setSafe(index, ((String) value.get(owner)).getBytes(UTF_8));
            default -> throw new IllegalArgumentException(vector.getField().toString());
        };
    }

    private static void setKey(BigIntVector keys, int index, long key) {
        if (key == NO_KEY) {
            keys.setNull(index);
        } else {
            keys.set(index, key);
        }
    }

    private static void setJulianDay(DateDayVector dates, int index, long day) {
        if (day < 0) {
            dates.setNull(index);
        } else {
            dates.set(index, Math.toIntExact(day - JULIAN_DAY_OF_1970));
        }
    }

    private static void set(DecimalVector decimals, int index, Decimal number) {
        if (number.getPrecision() == decimals.getScale()) {
            decimals.set(index, number.getNumber());
        } else {
            decimals.set(
                    index,
                    BigDecimal.valueOf(number.getNumber(), number.getPrecision())
                            .setScale(decimals.getScale())
                            .unscaledValue()
                            .longValueExact());
        }
    }
}
