package io.skein.coordinator.kernelsql;

import static io.skein.coordinator.kernelsql.KernelText.cast;

import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.OptionalInt;

/** Casts to varchar and char. */
final class TextCasts {
    String toVarchar(String sql, Type from, Type.Varchar to) {
        return switch (from) {
            case Type.Varchar varchar -> shortened(sql, varchar.length(), to.length());
            case Type.Char padded -> shortened(padded(sql, padded), OptionalInt.of(padded.length()), to.length());
            default -> fitted(sql, text(sql, from), from, to.length());
        };
    }

    String toChar(String sql, Type from, Type.Char to) {
        return "rtrim(left(" + (from instanceof Type.Varchar || from instanceof Type.Char ? sql : text(sql, from))
                + ", " + to.length() + "), ' ')";
    }

    static String padded(String sql, Type.Char type) {
        return "rpad(" + sql + ", " + type.length() + ", ' ')";
    }

    private static String shortened(String sql, OptionalInt length, OptionalInt target) {
        boolean fits = target.isEmpty() || length.isPresent() && length.getAsInt() <= target.getAsInt();
        return fits ? sql : "left(" + sql + ", " + target.getAsInt() + ")";
    }

    /** The text that a value prints as. */
    static String text(String sql, Type from) {
        return switch (from) {
            case Simple simple ->
                switch (simple) {
                    case REAL -> "skein_real_to_varchar(" + sql + ")";
                    case DOUBLE -> "skein_double_to_varchar(" + sql + ")";
                    case INTERVAL_YEAR_MONTH -> "skein_months_to_varchar(" + sql + ")";
                    case INTERVAL_DAY_SECOND -> "skein_millis_to_varchar(" + sql + ")";
                    case DATE -> "skein_date_text(" + sql + ")";
                    case VARBINARY -> "decode(" + sql + ")";
                    case UUID, IPADDRESS, JSON -> sql;
                    default -> cast(sql, Type.Varchar.UNBOUNDED);
                };
            case Type.Decimal decimal
            when decimal.precision() == decimal.scale() -> "skein_unscaled_text(CAST(" + sql + " AS VARCHAR))";
            case Type.Time time -> timeText(sql, time.precision());
            case Type.TimeWithTimeZone time ->
                "skein_time_tz_to_varchar(struct_extract(%s, 'nanos'), struct_extract(%s, 'offset_minutes'), %d)"
                        .formatted(sql, sql, time.precision());
            case Type.Timestamp timestamp -> timestampText(sql, timestamp.precision());
            case Type.TimestampWithTimeZone timestamp ->
                "(%s || ' ' || struct_extract(%s, 'zone'))"
                        .formatted(
                                timestampText(TemporalCasts.local(sql, timestamp.precision()), timestamp.precision()),
                                sql);
            default -> cast(sql, Type.Varchar.UNBOUNDED);
        };
    }

    /** Picoseconds are held as this text. */
    static String timestampText(String sql, int precision) {
        if (precision > 9) {
            return sql;
        }
        String text = precision == 0
                ? "strftime(" + sql + ", '%Y-%m-%d %H:%M:%S')"
                : "left(strftime(" + sql + ", '%Y-%m-%d %H:%M:%S.%n'), -" + (9 - precision) + ")";
        return precision == 9 ? "strftime(" + sql + ", '%Y-%m-%d %H:%M:%S.%n')" : text;
    }

    private static String timeText(String sql, int precision) {
        if (precision > 9) {
            return sql;
        }
        return "skein_time_to_varchar(" + (precision > 6 ? "epoch_ns" : "1000 * epoch_us") + "(" + sql + "), "
                + precision + ")";
    }

    /** Refuses a text longer than the target, each source type in its own words. */
    private static String fitted(String sql, String text, Type from, OptionalInt length) {
        if (length.isEmpty() || longest(from) <= length.getAsInt()) {
            return text;
        }
        String check = switch (from) {
            case Simple simple ->
                switch (simple) {
                    case BOOLEAN, INTERVAL_DAY_SECOND, INTERVAL_YEAR_MONTH -> "skein_fit_internal";
                    case DOUBLE, REAL -> "skein_fit_number";
                    default -> "skein_fit";
                };
            case Type.Decimal _ -> "skein_fit";
            default -> "skein_fit_internal";
        };
        return check + "(" + text + ", " + length.getAsInt() + (check.equals("skein_fit_number") ? ", " + sql : "")
                + ")";
    }

    private static int longest(Type from) {
        return switch (from) {
            case Simple simple ->
                switch (simple) {
                    case BOOLEAN -> 5;
                    case TINYINT -> 4;
                    case SMALLINT -> 6;
                    case INTEGER -> 11;
                    case BIGINT -> 20;
                    case UUID -> 36;
                    default -> Integer.MAX_VALUE;
                };
            case Type.Decimal decimal -> decimal.precision() + 3;
            default -> Integer.MAX_VALUE;
        };
    }
}
