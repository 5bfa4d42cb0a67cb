package io.skein.connector.iceberg.write;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/** Bounds as the kernel prints them, as Iceberg's values. Long texts are cut, the upper bound upwards; what cannot be read is no bound. */
final class Bounds {
    private static final int TEXT_LENGTH = 16;
    private static final int NANOS_PER_MICRO = 1000;
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private Bounds() {}

    static Optional<Object> lower(Type type, String text) {
        return type.typeId() == Type.TypeID.STRING
                ? Optional.ofNullable(UnicodeUtil.truncateStringMin(text, TEXT_LENGTH))
                : value(type, text).map(bound -> zero(bound, true));
    }

    static Optional<Object> upper(Type type, String text) {
        return type.typeId() == Type.TypeID.STRING
                ? Optional.ofNullable(UnicodeUtil.truncateStringMax(text, TEXT_LENGTH))
                : value(type, text).map(bound -> zero(bound, false));
    }

    /** Whoever prints bounds does not tell the two zeros apart. */
    private static Object zero(Object bound, boolean lower) {
        return switch (bound) {
            case Double number when number == 0 -> lower ? -0.0 : 0.0;
            case Float number when number == 0 -> lower ? -0.0f : 0.0f;
            default -> bound;
        };
    }

    private static Optional<Object> value(Type type, String text) {
        try {
            return Optional.ofNullable(parse(type, text));
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable Object parse(Type type, String text) {
        return switch (type.typeId()) {
            case BOOLEAN -> text.equals("true") || text.equals("1");
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> finite(Float.parseFloat(text));
            case DOUBLE -> finite(Double.parseDouble(text));
            case DECIMAL -> new BigDecimal(text).setScale(((Types.DecimalType) type).scale(), RoundingMode.UNNECESSARY);
            case DATE -> Math.toIntExact(LocalDate.parse(text).toEpochDay());
            case TIME -> LocalTime.parse(text).toNanoOfDay() / NANOS_PER_MICRO;
            case TIMESTAMP ->
                ChronoUnit.MICROS.between(
                        EPOCH,
                        LocalDateTime.parse(
                                text.replaceFirst("\\+00(:00)?$", "").replace(' ', 'T')));
            default -> null;
        };
    }

    /** Infinities are printed in more than one way; a missing bound is always right. */
    private static @Nullable Number finite(Number number) {
        return Double.isFinite(number.doubleValue()) ? number : null;
    }
}
