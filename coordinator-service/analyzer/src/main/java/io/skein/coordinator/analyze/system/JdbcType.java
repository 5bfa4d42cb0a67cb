package io.skein.coordinator.analyze.system;

import io.skein.spi.type.Type;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** How JDBC describes types, as Trino has it. */
final class JdbcType {
    private static final int TIME_OF_DAY = "HH:MM:SS".length();
    private static final int OFFSET = "+00:00".length();
    private static final int DATE = "+5881580-07-11".length();
    private static final int DATE_AND_TIME = 1 + 5 + "-MM-DD HH:MM:SS".length();
    private static final int ZONE = " America/Argentina/ComodRivadavia".length();

    private JdbcType() {}

    static long number(Type type) {
        return switch (type) {
            case Type.Simple.BOOLEAN -> Types.BOOLEAN;
            case Type.Simple.TINYINT -> Types.TINYINT;
            case Type.Simple.SMALLINT -> Types.SMALLINT;
            case Type.Simple.INTEGER -> Types.INTEGER;
            case Type.Simple.BIGINT -> Types.BIGINT;
            case Type.Simple.REAL -> Types.REAL;
            case Type.Simple.DOUBLE -> Types.DOUBLE;
            case Type.Simple.VARBINARY -> Types.VARBINARY;
            case Type.Simple.DATE -> Types.DATE;
            case Type.Decimal _ -> Types.DECIMAL;
            case Type.Varchar _ -> Types.VARCHAR;
            case Type.Char _ -> Types.CHAR;
            case Type.Time _ -> Types.TIME;
            case Type.TimeWithTimeZone _ -> Types.TIME_WITH_TIMEZONE;
            case Type.Timestamp _ -> Types.TIMESTAMP;
            case Type.TimestampWithTimeZone _ -> Types.TIMESTAMP_WITH_TIMEZONE;
            case Type.Array _ -> Types.ARRAY;
            default -> Types.JAVA_OBJECT;
        };
    }

    /** Digits, bits of the mantissa, or characters of a value. */
    static @Nullable Long size(Type type) {
        return switch (type) {
            case Type.Simple.TINYINT -> 3L;
            case Type.Simple.SMALLINT -> 5L;
            case Type.Simple.INTEGER -> 10L;
            case Type.Simple.BIGINT -> 19L;
            case Type.Simple.REAL -> 24L;
            case Type.Simple.DOUBLE -> 53L;
            case Type.Simple.DATE -> (long) DATE;
            case Type.Decimal decimal -> (long) decimal.precision();
            case Type.Time(int precision) -> TIME_OF_DAY + fraction(precision);
            case Type.TimeWithTimeZone(int precision) -> TIME_OF_DAY + fraction(precision) + OFFSET;
            case Type.Timestamp(int precision) -> DATE_AND_TIME + fraction(precision);
            case Type.TimestampWithTimeZone(int precision) -> DATE_AND_TIME + 1 + fraction(precision) + ZONE;
            default -> octets(type);
        };
    }

    private static long fraction(int precision) {
        return precision + Math.min(precision, 1);
    }

    /** Digits after the point. */
    static @Nullable Long digits(Type type) {
        return switch (type) {
            case Type.Decimal decimal -> (long) decimal.scale();
            case Type.Time(int precision) -> (long) precision;
            case Type.TimeWithTimeZone(int precision) -> (long) precision;
            case Type.Timestamp(int precision) -> (long) precision;
            case Type.TimestampWithTimeZone(int precision) -> (long) precision;
            default -> null;
        };
    }

    /** How long texts and bytes may be. */
    static @Nullable Long octets(Type type) {
        return switch (type) {
            case Type.Varchar varchar -> (long) varchar.length().orElse(Integer.MAX_VALUE);
            case Type.Char character -> (long) character.length();
            case Type.Simple.VARBINARY -> (long) Integer.MAX_VALUE;
            default -> null;
        };
    }

    /** The base in which the size is counted. */
    static @Nullable Long radix(Type type) {
        return switch (type) {
            case Type.Simple.TINYINT, Type.Simple.SMALLINT, Type.Simple.INTEGER, Type.Simple.BIGINT -> 10L;
            case Type.Decimal _ -> 10L;
            case Type.Simple.REAL, Type.Simple.DOUBLE -> 2L;
            default -> null;
        };
    }
}
