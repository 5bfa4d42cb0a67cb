package io.skein.coordinator.function.aggregate;

import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;

/** Trino's 64-bit hash of a value as kernel SQL. Sketches and checksums depend on its bits; structured values are hashed by their text. */
final class HashSql {
    private static final int SHORT_DECIMAL_DIGITS = 18;
    private static final int MICROSECOND_DIGITS = 6;

    private HashSql() {}

    static String of(String sql, Type type) {
        return switch (type) {
            case Simple simple -> simple(sql, simple);
            case Type.Varchar _, Type.Char _ -> text(sql);
            case Type.Decimal decimal
            when decimal.precision() <= SHORT_DECIMAL_DIGITS ->
                number("CAST(" + sql + " * 1" + "0".repeat(decimal.scale()) + " AS BIGINT)");
            case Type.Timestamp timestamp
            when timestamp.precision() <= MICROSECOND_DIGITS -> number("epoch_us(" + sql + ")");
            case Type.TimestampWithTimeZone _ -> number("epoch_ms(struct_extract(" + sql + ", 'instant'))");
            case Type.Time time
            when time.precision() <= MICROSECOND_DIGITS -> number("epoch_us(" + sql + ") * 1000000");
            default -> text("CAST(" + sql + " AS VARCHAR)");
        };
    }

    private static String simple(String sql, Simple type) {
        return switch (type) {
            case BOOLEAN, UNKNOWN, TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_DAY_SECOND, INTERVAL_YEAR_MONTH ->
                number("CAST(" + sql + " AS BIGINT)");
            case DATE -> number("CAST(" + sql + " - DATE '1970-01-01' AS BIGINT)");
            case DOUBLE -> "skein_hash_double(" + sql + ")";
            case REAL -> "skein_hash_real(" + sql + ")";
            case VARBINARY, HYPER_LOG_LOG, P4_HYPER_LOG_LOG, TDIGEST, SET_DIGEST -> "skein_hash_hex(hex(" + sql + "))";
            case JSON, UUID, IPADDRESS -> text(sql);
        };
    }

    private static String number(String sql) {
        return "skein_hash_bigint(" + sql + ")";
    }

    private static String text(String sql) {
        return "skein_hash_text(" + sql + ")";
    }
}
