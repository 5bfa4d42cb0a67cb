package io.skein.coordinator.kernelsql;

import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import io.skein.spi.type.Type.Time;
import io.skein.spi.type.Type.TimeWithTimeZone;
import io.skein.spi.type.Type.Timestamp;
import io.skein.spi.type.Type.TimestampWithTimeZone;

/** Casts among dates, times and timestamps, and from text to them. */
final class TemporalCasts {
    private static final int MICROSECOND_DIGITS = 6;
    private static final int NANOSECOND_DIGITS = 9;

    private final String sessionZone;

    TemporalCasts(String sessionZone) {
        this.sessionZone = KernelText.string(sessionZone);
    }

    String write(String sql, Type from, Type to) {
        if (from instanceof Time(int precision) && precision > NANOSECOND_DIGITS && !picoseconds(to)) {
            Time nearest = new Time(to instanceof Time(int wanted) ? wanted : NANOSECOND_DIGITS);
            String rounded = toTime(sql, Type.Varchar.UNBOUNDED, nearest);
            return to instanceof Time ? rounded : write(rounded, nearest, to);
        }
        if (from instanceof Timestamp && picoseconds(from) && !picoseconds(to)) {
            Timestamp nearest = new Timestamp(to instanceof Timestamp(int precision) ? precision : NANOSECOND_DIGITS);
            String rounded = toTimestamp(sql, Type.Varchar.UNBOUNDED, nearest);
            return to instanceof Timestamp ? rounded : write(rounded, nearest, to);
        }
        return switch (to) {
            case Time time -> toTime(sql, from, time);
            case TimeWithTimeZone time -> toTimeWithZone(sql, from, time);
            case Timestamp timestamp -> toTimestamp(sql, from, timestamp);
            case TimestampWithTimeZone timestamp -> toZoned(sql, from, timestamp);
            default ->
                from instanceof TimestampWithTimeZone zoned
                        ? "CAST(" + local(sql, zoned.precision()) + " AS DATE)"
                        : "CAST(" + sql + " AS DATE)";
        };
    }

    /** The wall-clock time of a zoned timestamp. */
    static String local(String sql, int precision) {
        return (precision > MICROSECOND_DIGITS ? "skein_local_ns" : "skein_local") + "(" + sql + ")";
    }

    private String toTimestamp(String sql, Type from, Timestamp to) {
        if (picoseconds(to)) {
            return "skein_picoseconds(%s, %d)".formatted(timestampText(sql, from), to.precision());
        }
        return switch (from) {
            case Type.Varchar _ ->
                KernelText.cast("skein_varchar_to_timestamp(%s, %d)".formatted(sql, to.precision()), to);
            case Timestamp timestamp -> rounded(sql, timestamp.precision(), to.precision());
            case TimestampWithTimeZone zoned ->
                rounded(local(sql, zoned.precision()), zoned.precision(), to.precision());
            case Time time -> rounded("skein_today(" + sessionZone + ") + " + sql, time.precision(), to.precision());
            case TimeWithTimeZone time ->
                rounded(
                        "skein_today(" + sessionZone + ") + " + localTime(sql),
                        Math.min(6, time.precision()),
                        to.precision());
            default -> KernelText.cast(sql, to);
        };
    }

    private static boolean picoseconds(Type type) {
        return type instanceof Timestamp(int precision) && precision > NANOSECOND_DIGITS
                || type instanceof Time(int digits) && digits > NANOSECOND_DIGITS;
    }

    private String timestampText(String sql, Type from) {
        if (from instanceof Type.Varchar || picoseconds(from)) {
            return sql;
        }
        int precision = switch (from) {
            case Timestamp(int digits) -> digits;
            case TimestampWithTimeZone(int digits) -> digits;
            default -> MICROSECOND_DIGITS;
        };
        return TextCasts.timestampText(toTimestamp(sql, from, new Timestamp(precision)), precision);
    }

    private String toZoned(String sql, Type from, TimestampWithTimeZone to) {
        String kernelTimestamp = KernelTypes.sql(new Timestamp(to.precision()));
        return switch (from) {
            case Type.Varchar _ ->
                "skein_varchar_to_zoned(%s, %d, %s)".formatted(sql, to.precision(), sessionZone) + "::STRUCT(instant "
                        + kernelTimestamp + ", zone VARCHAR)";
            case TimestampWithTimeZone zoned ->
                "struct_pack(instant := %s, zone := struct_extract(%s, 'zone'))"
                        .formatted(
                                rounded("struct_extract(" + sql + ", 'instant')", zoned.precision(), to.precision()),
                                sql);
            case TimeWithTimeZone _ ->
                "skein_zoned(%s, skein_offset_text(struct_extract(%s, 'offset_minutes')))"
                        .formatted(toTimestamp(sql, from, new Timestamp(to.precision())), sql);
            default -> {
                String local = toTimestamp(sql, from, new Timestamp(to.precision()));
                yield (to.precision() > MICROSECOND_DIGITS ? "skein_zoned_ns(" : "skein_zoned(") + local + ", "
                        + sessionZone + ")";
            }
        };
    }

    private String toTime(String sql, Type from, Time to) {
        if (picoseconds(to)) {
            String text = from instanceof Type.Varchar || picoseconds(from) ? sql : nanosecondText(sql, from);
            return "skein_picosecond_time(%s, %d)".formatted(text, to.precision());
        }
        return switch (from) {
            case Type.Varchar _ -> KernelText.cast("skein_varchar_to_time(%s, %d)".formatted(sql, to.precision()), to);
            case Time time -> roundedTime(sql, time.precision(), to);
            case TimeWithTimeZone time -> roundedTime(localTime(sql), time.precision(), to);
            case Timestamp timestamp ->
                roundedTime(
                        "CAST(" + sql + " AS " + KernelTypes.sql(new Time(timestamp.precision())) + ")",
                        timestamp.precision(),
                        to);
            case TimestampWithTimeZone zoned ->
                roundedTime(
                        "CAST(" + local(sql, zoned.precision()) + " AS TIME)",
                        Math.min(MICROSECOND_DIGITS, zoned.precision()),
                        to);
            default -> KernelText.cast(sql, to);
        };
    }

    private String nanosecondText(String sql, Type from) {
        Time exact = new Time(
                from instanceof Time(int precision) && precision <= MICROSECOND_DIGITS
                        ? MICROSECOND_DIGITS
                        : NANOSECOND_DIGITS);
        return TextCasts.text(toTime(sql, from, exact), exact);
    }

    private String toTimeWithZone(String sql, Type from, TimeWithTimeZone to) {
        return switch (from) {
            case Type.Varchar _ -> "skein_varchar_to_time_tz(%s, %d, %s)".formatted(sql, to.precision(), sessionZone);
            case TimeWithTimeZone time ->
                "struct_pack(nanos := skein_round_nanos_of_day(struct_extract(%s, 'nanos'), %d), offset_minutes := struct_extract(%s, 'offset_minutes'))"
                        .formatted(sql, Math.min(time.precision(), to.precision()), sql);
            case TimestampWithTimeZone zoned ->
                "struct_pack(nanos := skein_round_nanos_of_day(%s, %d), offset_minutes := skein_zone_offset(struct_extract(%s, 'instant'), struct_extract(%s, 'zone')) // 60)"
                        .formatted(
                                nanosOfDay(local(sql, zoned.precision()), zoned.precision()), to.precision(), sql, sql);
            default -> {
                String time = toTime(sql, from, new Time(to.precision()));
                yield "struct_pack(nanos := %s, offset_minutes := skein_zone_offset(skein_start_of_today(), %s) // 60)"
                        .formatted(nanosOfDay(time, to.precision()), sessionZone);
            }
        };
    }

    private static String nanosOfDay(String sql, int precision) {
        return precision > MICROSECOND_DIGITS
                ? "epoch_ns(CAST(" + sql + " AS TIME_NS))"
                : "1000 * epoch_us(CAST(" + sql + " AS TIME))";
    }

    private static String localTime(String sql) {
        return "skein_nanos_to_time(struct_extract(" + sql + ", 'nanos'))";
    }

    /** Half-up rounding to fewer digits; more digits only change the kernel's type. */
    private static String rounded(String sql, int from, int to) {
        String target = KernelTypes.sql(new Timestamp(to));
        if (from <= to) {
            return KernelTypes.sql(new Timestamp(from)).equals(target) ? sql : "CAST(" + sql + " AS " + target + ")";
        }
        String rounded = from > MICROSECOND_DIGITS ? "skein_round_timestamp_ns(" : "skein_round_timestamp(";
        return "CAST(" + rounded + sql + ", " + to + ") AS " + target + ")";
    }

    private static String roundedTime(String sql, int from, Time to) {
        if (from <= to.precision()) {
            return KernelText.cast(sql, to);
        }
        String nanos = "skein_round_nanos_of_day(" + nanosOfDay(sql, from) + ", " + to.precision() + ")";
        return KernelText.cast(
                "skein_nanos_to_time" + (to.precision() > MICROSECOND_DIGITS ? "_ns" : "") + "(" + nanos + ")", to);
    }

    /** Whether the type has a date. */
    static boolean dated(Type type) {
        return type == Simple.DATE || type instanceof Timestamp || type instanceof TimestampWithTimeZone;
    }
}
