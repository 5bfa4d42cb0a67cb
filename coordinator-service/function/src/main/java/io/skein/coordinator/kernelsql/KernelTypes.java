package io.skein.coordinator.kernelsql;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;

/** The kernel's form of each type. */
public final class KernelTypes {
    private static final int MICROSECOND_DIGITS = 6;
    private static final int NANOSECOND_DIGITS = 9;

    private KernelTypes() {}

    /** The type's name in kernel SQL. */
    public static String sql(Type type) {
        return switch (type) {
            case Type.Simple simple -> simple(simple);
            case Type.QDigest _ -> "BLOB";
            case Type.Decimal decimal -> "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
            case Type.Varchar _, Type.Char _ -> "VARCHAR";
            case Type.Time time when time.precision() > NANOSECOND_DIGITS -> "VARCHAR";
            case Type.Time time -> byPrecision(type, time.precision(), "TIME", "TIME_NS");
            case Type.TimeWithTimeZone _ -> "STRUCT(nanos BIGINT, offset_minutes INTEGER)";
            case Type.Timestamp timestamp when timestamp.precision() > NANOSECOND_DIGITS -> "VARCHAR";
            case Type.Timestamp timestamp -> byPrecision(type, timestamp.precision(), "TIMESTAMP", "TIMESTAMP_NS");
            case Type.TimestampWithTimeZone timestamp ->
                "STRUCT(instant " + byPrecision(type, timestamp.precision(), "TIMESTAMP", "TIMESTAMP_NS")
                        + ", zone VARCHAR)";
            case Type.Array array -> sql(array.element()) + "[]";
            case Type.MapOf map -> "MAP(" + sql(map.key()) + ", " + sql(map.value()) + ")";
            case Type.Row row -> row(row);
            case Type.Function _ -> throw new IllegalArgumentException("Not the type of a value: " + type);
        };
    }

    private static String simple(Type.Simple type) {
        return switch (type) {
            case BOOLEAN, UNKNOWN -> "BOOLEAN";
            case TINYINT -> "TINYINT";
            case SMALLINT -> "SMALLINT";
            case INTEGER, INTERVAL_YEAR_MONTH -> "INTEGER";
            case BIGINT, INTERVAL_DAY_SECOND -> "BIGINT";
            case REAL -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case VARBINARY, HYPER_LOG_LOG, P4_HYPER_LOG_LOG, TDIGEST, SET_DIGEST -> "BLOB";
            case DATE -> "DATE";
            case JSON, UUID, IPADDRESS -> "VARCHAR";
        };
    }

    private static String byPrecision(Type type, int precision, String micros, String nanos) {
        if (precision > NANOSECOND_DIGITS) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Precision above nanoseconds is not supported: " + type.displayName());
        }
        return precision > MICROSECOND_DIGITS ? nanos : micros;
    }

    private static String row(Type.Row row) {
        StringBuilder text = new StringBuilder("STRUCT(");
        for (int i = 0; i < row.fields().size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append('f')
                    .append(i)
                    .append(' ')
                    .append(sql(row.fields().get(i).type()));
        }
        return text.append(')').toString();
    }
}
