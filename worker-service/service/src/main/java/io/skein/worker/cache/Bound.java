package io.skein.worker.cache;

import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.format.SchemaElement;

/** A bound of a column chunk's values, to be compared with a domain's. */
sealed interface Bound {
    /** How it stands to a value of the domain: negative when it is less. */
    int compare(Object value);

    record Whole(long bound) implements Bound {
        @Override
        public int compare(Object value) {
            return Long.compare(bound, (Long) value);
        }
    }

    record Day(LocalDate bound) implements Bound {
        @Override
        public int compare(Object value) {
            return bound.compareTo((LocalDate) value);
        }
    }

    record Moment(LocalDateTime bound) implements Bound {
        @Override
        public int compare(Object value) {
            return bound.compareTo((LocalDateTime) value);
        }
    }

    record Fixed(BigDecimal bound) implements Bound {
        @Override
        public int compare(Object value) {
            return bound.compareTo((BigDecimal) value);
        }
    }

    /** Texts are in the order of their bytes; a bound may be shortened, and is one nevertheless. */
    record Text(byte[] bound) implements Bound {
        @Override
        public int compare(Object value) {
            return Arrays.compareUnsigned(bound, ((String) value).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Empty where the column's form in the file is not the plain one of its type. */
    static Optional<Bound> read(SchemaElement column, Type type, byte[] bytes) {
        return switch (column.getType()) {
            case INT32 ->
                bytes.length == Integer.BYTES
                        ? number(column, type, buffer(bytes).getInt())
                        : Optional.empty();
            case INT64 ->
                bytes.length == Long.BYTES ? number(column, type, buffer(bytes).getLong()) : Optional.empty();
            case BYTE_ARRAY -> type instanceof Type.Varchar ? Optional.of(new Text(bytes)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Optional<Bound> number(SchemaElement column, Type type, long number) {
        return switch (type) {
            case Type.Decimal _
            when column.isSetScale() -> Optional.of(new Fixed(BigDecimal.valueOf(number, column.getScale())));
            case Type.Timestamp _
            when isMicroseconds(column) ->
                Optional.of(new Moment(LocalDateTime.ofEpochSecond(
                        Math.floorDiv(number, 1_000_000L),
                        (int) Math.floorMod(number, 1_000_000L) * 1000,
                        ZoneOffset.UTC)));
            case Type.Simple simple ->
                switch (simple) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT ->
                        isSigned(column) ? Optional.of(new Whole(number)) : Optional.empty();
                    case DATE -> Optional.of(new Day(LocalDate.ofEpochDay(number)));
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static boolean isSigned(SchemaElement column) {
        return !column.isSetLogicalType()
                || column.getLogicalType().isSetINTEGER()
                        && column.getLogicalType().getINTEGER().isIsSigned();
    }

    private static boolean isMicroseconds(SchemaElement column) {
        return column.isSetLogicalType()
                && column.getLogicalType().isSetTIMESTAMP()
                && column.getLogicalType().getTIMESTAMP().getUnit().isSetMICROS();
    }
}
