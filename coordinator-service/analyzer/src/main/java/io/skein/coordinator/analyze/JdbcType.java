package io.skein.coordinator.analyze;

import io.skein.spi.type.Type;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The types as JDBC knows them. */
enum JdbcType {
    BOOLEAN(Types.BOOLEAN, null),
    TINYINT(Types.TINYINT, 3L),
    SMALLINT(Types.SMALLINT, 5L),
    INTEGER(Types.INTEGER, 10L),
    BIGINT(Types.BIGINT, 19L),
    REAL(Types.REAL, 24L),
    DOUBLE(Types.DOUBLE, 53L),
    DECIMAL(Types.DECIMAL, 38L),
    VARCHAR(Types.VARCHAR, (long) Integer.MAX_VALUE),
    CHAR(Types.CHAR, 65_536L),
    VARBINARY(Types.VARBINARY, (long) Integer.MAX_VALUE),
    DATE(Types.DATE, 14L),
    TIME(Types.TIME, 8L),
    TIME_WITH_TIME_ZONE(Types.TIME_WITH_TIMEZONE, 14L),
    TIMESTAMP(Types.TIMESTAMP, 29L),
    TIMESTAMP_WITH_TIME_ZONE(Types.TIMESTAMP_WITH_TIMEZONE, 35L),
    ARRAY(Types.ARRAY, null),
    OTHER(Types.JAVA_OBJECT, null);

    private final int number;
    private final @Nullable Long size;

    JdbcType(int number, @Nullable Long size) {
        this.number = number;
        this.size = size;
    }

    static JdbcType of(Type type) {
        return switch (type) {
            case Type.Simple.BOOLEAN -> BOOLEAN;
            case Type.Simple.TINYINT -> TINYINT;
            case Type.Simple.SMALLINT -> SMALLINT;
            case Type.Simple.INTEGER -> INTEGER;
            case Type.Simple.BIGINT -> BIGINT;
            case Type.Simple.REAL -> REAL;
            case Type.Simple.DOUBLE -> DOUBLE;
            case Type.Simple.VARBINARY -> VARBINARY;
            case Type.Simple.DATE -> DATE;
            case Type.Decimal _ -> DECIMAL;
            case Type.Varchar _ -> VARCHAR;
            case Type.Char _ -> CHAR;
            case Type.Time _ -> TIME;
            case Type.TimeWithTimeZone _ -> TIME_WITH_TIME_ZONE;
            case Type.Timestamp _ -> TIMESTAMP;
            case Type.TimestampWithTimeZone _ -> TIMESTAMP_WITH_TIME_ZONE;
            case Type.Array _ -> ARRAY;
            default -> OTHER;
        };
    }

    long number() {
        return number;
    }

    @Nullable
    Long size() {
        return size;
    }

    /** Digits or characters that a value of this very type can have. */
    @Nullable
    Long size(Type type) {
        return switch (type) {
            case Type.Decimal decimal -> (long) decimal.precision();
            case Type.Varchar varchar -> (long) varchar.length().orElse(Integer.MAX_VALUE);
            case Type.Char character -> (long) character.length();
            default -> size;
        };
    }

    /** Digits after the point. */
    @Nullable
    Long digits(Type type) {
        return switch (type) {
            case Type.Decimal decimal -> (long) decimal.scale();
            case Type.Simple.TINYINT, Type.Simple.SMALLINT, Type.Simple.INTEGER, Type.Simple.BIGINT -> 0L;
            default -> null;
        };
    }
}
