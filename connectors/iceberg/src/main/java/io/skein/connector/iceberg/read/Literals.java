package io.skein.connector.iceberg.read;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Constants of the engine as Iceberg's literals. */
final class Literals {
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
    private static final int NANOS_PER_MICRO = 1000;

    private Literals() {}

    /** Null when the value has no exact counterpart of the type; then nothing can be concluded from it. */
    static @Nullable Object of(Type type, Object value) {
        return switch (value) {
            case Boolean truth -> type.typeId() == Type.TypeID.BOOLEAN ? truth : null;
            case Long number -> ofLong(type, number);
            case Float number -> type.typeId() == Type.TypeID.FLOAT && !number.isNaN() ? number : null;
            case Double number -> type.typeId() == Type.TypeID.DOUBLE && !number.isNaN() ? number : null;
            case BigDecimal number -> type instanceof Types.DecimalType decimal ? ofDecimal(decimal, number) : null;
            case String text -> ofText(type, text);
            case byte[] bytes -> type.typeId() == Type.TypeID.BINARY ? ByteBuffer.wrap(bytes) : null;
            case LocalDate date -> type.typeId() == Type.TypeID.DATE ? (Object) (int) date.toEpochDay() : null;
            case LocalTime time -> type.typeId() == Type.TypeID.TIME ? micros(time.toNanoOfDay()) : null;
            case LocalDateTime timestamp -> type.equals(Types.TimestampType.withoutZone()) ? micros(timestamp) : null;
            case ZonedDateTime instant ->
                type.equals(Types.TimestampType.withZone())
                        ? micros(instant.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime())
                        : null;
            default -> null;
        };
    }

    private static @Nullable Object ofLong(Type type, long number) {
        return switch (type.typeId()) {
            case INTEGER -> (int) number == number ? (Object) (int) number : null;
            case LONG -> number;
            default -> null;
        };
    }

    private static @Nullable BigDecimal ofDecimal(Types.DecimalType type, BigDecimal number) {
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return bare.scale() > type.scale() ? null : bare.setScale(type.scale());
    }

    private static @Nullable Object ofText(Type type, String text) {
        return switch (type.typeId()) {
            case STRING -> text;
            case UUID -> UUID.fromString(text);
            default -> null;
        };
    }

    private static @Nullable Long micros(long nanos) {
        return nanos % NANOS_PER_MICRO == 0 ? nanos / NANOS_PER_MICRO : null;
    }

    private static @Nullable Long micros(LocalDateTime timestamp) {
        return timestamp.getNano() % NANOS_PER_MICRO == 0 ? ChronoUnit.MICROS.between(EPOCH, timestamp) : null;
    }
}
