package io.skein.connector.iceberg.read;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Partition values as SQL literals for the kernel. */
final class PartitionLiterals {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private PartitionLiterals() {}

    static String of(Type type, @Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        return switch (type.typeId()) {
            case BOOLEAN, INTEGER, LONG -> value.toString();
            case FLOAT, DOUBLE -> "'" + value + "'";
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case STRING, UUID -> "'" + value.toString().replace("'", "''") + "'";
            case DATE -> "DATE '" + LocalDate.ofEpochDay((Integer) value) + "'";
            case TIME -> "TIME '" + LocalTime.ofNanoOfDay((Long) value * NANOS_PER_MICRO) + "'";
            case TIMESTAMP -> {
                String text = timestamp((Long) value);
                yield ((Types.TimestampType) type).shouldAdjustToUTC()
                        ? "{'instant': " + text + ", 'zone': 'UTC'}"
                        : text;
            }
            case BINARY, FIXED -> "from_hex('" + HexFormat.of().formatHex(bytes((ByteBuffer) value)) + "')";
            default ->
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "Partition values of " + type + " are not supported");
        };
    }

    private static String timestamp(long micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
                ZoneOffset.UTC);
        return "TIMESTAMP '" + TIMESTAMP.format(time) + "'";
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
