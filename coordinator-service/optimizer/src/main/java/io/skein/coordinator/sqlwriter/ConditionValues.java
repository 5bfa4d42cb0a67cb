package io.skein.coordinator.sqlwriter;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;

/** The forms in which values come to the conditions of row patterns. */
final class ConditionValues {
    private static final int MICROSECOND_DIGITS = 6;
    static final int MILLISECONDS_PER_DAY = 86_400_000;

    private ConditionValues() {}

    /** The type's name for the kernel's conditions: a number type, {@code boolean}, {@code text}, or {@code instant} for a count of units of time. */
    static String type(Type type) {
        return switch (type) {
            case Type.Simple simple ->
                switch (simple) {
                    case BOOLEAN, UNKNOWN -> "boolean";
                    case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE -> simple.displayName();
                    case DATE, INTERVAL_DAY_SECOND, INTERVAL_YEAR_MONTH -> "instant";
                    case VARBINARY, JSON, UUID, IPADDRESS -> "text";
                    case HYPER_LOG_LOG, P4_HYPER_LOG_LOG, TDIGEST, SET_DIGEST -> throw unsupported(type);
                };
            case Type.Decimal decimal -> decimal.displayName();
            case Type.Varchar _, Type.Char _ -> "text";
            case Type.Timestamp _, Type.TimestampWithTimeZone _, Type.Time _ -> "instant";
            default -> throw unsupported(type);
        };
    }

    private static SkeinException unsupported(Type type) {
        return new SkeinException(
                StandardErrorCode.NOT_SUPPORTED,
                "A pattern variable's condition cannot compare values of type %s of several rows"
                        .formatted(type.displayName()));
    }

    /** The value in the form for its type. */
    static String sql(String value, Type type) {
        return switch (type) {
            case Type.Simple simple ->
                switch (simple) {
                    case BOOLEAN,
                            UNKNOWN,
                            TINYINT,
                            SMALLINT,
                            INTEGER,
                            BIGINT,
                            INTERVAL_DAY_SECOND,
                            INTERVAL_YEAR_MONTH -> value;
                    case REAL -> "CAST(CAST(" + value + " AS DOUBLE) AS VARCHAR)";
                    case DATE -> "(" + value + " - DATE '1970-01-01')";
                    case VARBINARY -> "hex(" + value + ")";
                    default -> "CAST(" + value + " AS VARCHAR)";
                };
            case Type.Timestamp timestamp -> since(value, timestamp.precision());
            case Type.TimestampWithTimeZone timestamp -> since(value + ".instant", timestamp.precision());
            case Type.Time time when time.precision() <= MICROSECOND_DIGITS -> "epoch_us(" + value + ")";
            case Type.Time _ -> throw unsupported(type);
            default -> "CAST(" + value + " AS VARCHAR)";
        };
    }

    private static String since(String value, int precision) {
        return (precision > MICROSECOND_DIGITS ? "epoch_ns(" : "epoch_us(") + value + ")";
    }

    /** How many of a temporal type's units make a millisecond, or how many milliseconds one unit is, as a negative number. */
    static long unitsPerMillisecond(Type type) {
        return switch (type) {
            case Type.Timestamp timestamp -> timestamp.precision() > MICROSECOND_DIGITS ? 1_000_000 : 1_000;
            case Type.Simple simple when simple == Type.Simple.DATE -> -MILLISECONDS_PER_DAY;
            default -> throw unsupported(type);
        };
    }
}
