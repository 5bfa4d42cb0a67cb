package io.skein.connector.iceberg.adopt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.UnicodeUtil;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The bounds of a column chunk as Iceberg's values. Long texts are cut, the upper bound upwards; what cannot be read as it is is no bound. */
final class FooterBound {
    private static final int TEXT_LENGTH = 16;
    private static final int MICROS_PER_MILLI = 1000;

    private FooterBound() {}

    static Optional<Object> lower(SchemaElement column, Type type, byte[] bytes) {
        return Optional.ofNullable(value(column, type, bytes)).map(bound -> switch (bound) {
            case String text -> UnicodeUtil.truncateStringMin(text, TEXT_LENGTH);
            case Double number when number == 0 -> -0.0;
            case Float number when number == 0 -> -0.0f;
            default -> bound;
        });
    }

    static Optional<Object> upper(SchemaElement column, Type type, byte[] bytes) {
        return Optional.ofNullable(value(column, type, bytes)).map(bound -> switch (bound) {
            case String text -> UnicodeUtil.truncateStringMax(text, TEXT_LENGTH);
            case Double number when number == 0 -> 0.0;
            case Float number when number == 0 -> 0.0f;
            default -> bound;
        });
    }

    private static @Nullable Object value(SchemaElement column, Type type, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.typeId()) {
            case BOOLEAN -> buffer.get() != 0;
            case INTEGER, DATE -> buffer.getInt();
            case LONG -> integer(column, buffer);
            case FLOAT -> finite(buffer.getFloat());
            case DOUBLE ->
                finite(
                        column.getType() == org.apache.parquet.format.Type.FLOAT
                                ? (double) buffer.getFloat()
                                : buffer.getDouble());
            case DECIMAL -> decimal(column, (Types.DecimalType) type, buffer);
            case STRING -> text(buffer);
            case TIME, TIMESTAMP ->
                column.getType() == org.apache.parquet.format.Type.INT96
                        ? null
                        : micros(column, integer(column, buffer));
            default -> null;
        };
    }

    private static long integer(SchemaElement column, ByteBuffer buffer) {
        return column.getType() == org.apache.parquet.format.Type.INT32 ? buffer.getInt() : buffer.getLong();
    }

    private static @Nullable Number finite(Number number) {
        return Double.isFinite(number.doubleValue()) ? number : null;
    }

    private static BigDecimal decimal(SchemaElement column, Types.DecimalType type, ByteBuffer buffer) {
        BigInteger unscaled = switch (column.getType()) {
            case INT32, INT64 -> BigInteger.valueOf(integer(column, buffer));
            default -> new BigInteger(buffer.array());
        };
        return new BigDecimal(unscaled, type.scale());
    }

    /** A text that was cut within a character is none. */
    private static @Nullable String text(ByteBuffer buffer) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException cut) {
            return null;
        }
    }

    private static @Nullable Long micros(SchemaElement column, long value) {
        boolean millis = column.isSetLogicalType()
                ? unit(column.getLogicalType()).isSetMILLIS()
                : column.getConverted_type() == ConvertedType.TIMESTAMP_MILLIS
                        || column.getConverted_type() == ConvertedType.TIME_MILLIS;
        if (millis) {
            return value * MICROS_PER_MILLI;
        }
        // What is read of finer times is rounded, and bounds answer for the least and the greatest value.
        return column.isSetLogicalType() && unit(column.getLogicalType()).isSetNANOS() ? null : value;
    }

    private static TimeUnit unit(LogicalType type) {
        return type.isSetTIME() ? type.getTIME().getUnit() : type.getTIMESTAMP().getUnit();
    }
}
