package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fields of dates, times and intervals, and arithmetic by unit. */
final class DateTimeFunctions {
    private static final List<String> STAMPS = List.of("timestamp(p)", "timestamp(p) with time zone");
    private static final List<String> TIMES = List.of("time(p)", "time(p) with time zone");

    /** Field functions of dates by Trino's name, with the kernel's and the description. */
    private static final Map<String, List<String>> DATE_FIELDS = Map.ofEntries(
            Map.entry("year", List.of("year", "Year of the given date")),
            Map.entry("quarter", List.of("quarter", "Quarter of the year of the given date")),
            Map.entry("month", List.of("month", "Month of the year of the given date")),
            Map.entry("week", List.of("week", "Week of the year of the given date")),
            Map.entry("week_of_year", List.of("week", "Week of the year of the given date")),
            Map.entry("day", List.of("day", "Day of the month of the given date")),
            Map.entry("day_of_month", List.of("day", "Day of the month of the given date")),
            Map.entry("day_of_week", List.of("isodow", "Day of the week of the given date")),
            Map.entry("dow", List.of("isodow", "Day of the week of the given date")),
            Map.entry("day_of_year", List.of("dayofyear", "Day of the year of the given date")),
            Map.entry("doy", List.of("dayofyear", "Day of the year of the given date")),
            Map.entry("year_of_week", List.of("isoyear", "Year of the ISO week of the given date")),
            Map.entry("yow", List.of("isoyear", "Year of the ISO week of the given date")));

    private static final Map<String, String> TIME_FIELDS = Map.of(
            "hour",
            "hour(%s)",
            "minute",
            "minute(%s)",
            "second",
            "second(%s)",
            "millisecond",
            "(millisecond(%s) %% 1000)");

    private DateTimeFunctions() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>();
        DATE_FIELDS.forEach((name, field) -> {
            all.add(scalar(name + "(date) -> bigint", field.getFirst() + "($1)").describedAs(field.getLast()));
            for (String type : STAMPS) {
                all.add(scalar(name + "(" + type + ") -> bigint", call -> field.getFirst() + "(" + local(call) + ")"));
            }
        });
        TIME_FIELDS.forEach((name, text) -> {
            for (String type : STAMPS) {
                all.add(scalar(name + "(" + type + ") -> bigint", call -> text.formatted(local(call))));
            }
            all.add(scalar(name + "(time(p)) -> bigint", call -> text.formatted("CAST(" + call.sql(0) + " AS TIME)")));
            all.add(scalar(
                    name + "(time(p) with time zone) -> bigint",
                    call -> text.formatted("skein_nanos_to_time(struct_extract(" + call.sql(0) + ", 'nanos'))")));
        });
        intervalFields(all);
        zones(all);
        byUnit(all);
        return all;
    }

    private static String local(CallSite call) {
        return Temporal.local(call.sql(0), call.type(0));
    }

    private static void intervalFields(List<FunctionDefinition> all) {
        all.add(scalar("year(interval year to month) -> bigint", "CAST($1 // 12 AS BIGINT)"));
        all.add(scalar("month(interval year to month) -> bigint", "CAST($1 % 12 AS BIGINT)"));
        for (String name : List.of("day", "day_of_month")) {
            all.add(scalar(name + "(interval day to second) -> bigint", "($1 // 86400000)"));
        }
        all.add(scalar("hour(interval day to second) -> bigint", "($1 % 86400000 // 3600000)"));
        all.add(scalar("minute(interval day to second) -> bigint", "($1 % 3600000 // 60000)"));
        all.add(scalar("second(interval day to second) -> bigint", "($1 % 60000 // 1000)"));
        all.add(scalar("millisecond(interval day to second) -> bigint", "($1 % 1000)"));
        all.add(scalar("to_milliseconds(interval day to second) -> bigint", "$1"));
    }

    private static void zones(List<FunctionDefinition> all) {
        String offset = "skein_zone_offset(struct_extract($1, 'instant'), struct_extract($1, 'zone'))";
        all.add(scalar("timezone_hour(timestamp(p) with time zone) -> bigint", "(" + offset + " // 3600)"));
        all.add(scalar("timezone_minute(timestamp(p) with time zone) -> bigint", "(" + offset + " // 60 % 60)"));
        all.add(scalar(
                "timezone_hour(time(p) with time zone) -> bigint",
                "CAST(struct_extract($1, 'offset_minutes') // 60 AS BIGINT)"));
        all.add(scalar(
                "timezone_minute(time(p) with time zone) -> bigint",
                "CAST(struct_extract($1, 'offset_minutes') % 60 AS BIGINT)"));
        all.add(scalar("timezone(timestamp(p) with time zone) -> varchar", "struct_extract($1, 'zone')"));
        all.add(scalar(
                "timezone(time(p) with time zone) -> varchar",
                "skein_offset_zone(struct_extract($1, 'offset_minutes'))"));
        all.add(scalar(
                "at_timezone(timestamp(p) with time zone, varchar(x)) -> timestamp(p) with time zone",
                "skein_at_zone($1, skein_zone($2))"));
        all.add(scalar(
                "at_timezone(timestamp(p) with time zone, interval day to second) -> timestamp(p) with time zone",
                "skein_at_zone($1, skein_offset_zone(skein_offset_minutes($2)))"));
        all.add(
                scalar(
                        "at_timezone(time(p) with time zone, varchar(x)) -> time(p) with time zone",
                        "skein_time_at_offset($1, CAST(skein_zone_offset(skein_start_of_today(), skein_zone($2)) // 60 AS INTEGER))"));
        all.add(scalar(
                "at_timezone(time(p) with time zone, interval day to second) -> time(p) with time zone",
                "skein_time_at_offset($1, skein_offset_minutes($2))"));
        all.add(scalar(
                        "with_timezone(timestamp(p), varchar(x)) -> timestamp(p) with time zone",
                        call -> (Temporal.nanos(call.type(0)) ? "skein_zoned_ns(" : "skein_zoned(") + call.sql(0)
                                + ", skein_zone(" + call.sql(1) + "))")
                .returningOfFirst(type -> new Type.TimestampWithTimeZone(Temporal.precision(type))));
    }

    private static void byUnit(List<FunctionDefinition> all) {
        all.add(scalar("date_add(varchar(x), bigint, date) -> date", DateTimeFunctions::added)
                .describedAs("Add the specified amount of date to the given date"));
        all.add(scalar(
                        "date_diff(varchar(x), date, date) -> bigint",
                        call -> "date_sub(%s, %s, %s)"
                                .formatted(Temporal.unit(call, 0, call.type(1)), call.sql(1), call.sql(2)))
                .describedAs("Difference of the given dates in the given unit"));
        all.add(scalar(
                        "date_trunc(varchar(x), date) -> date",
                        call -> "CAST(date_trunc(%s, %s) AS DATE)"
                                .formatted(Temporal.unit(call, 0, call.type(1)), call.sql(1)))
                .describedAs("Truncate to the specified precision in the session timezone"));
        for (String type : STAMPS) {
            all.add(scalar("date_add(varchar(x), bigint, %s) -> %s".formatted(type, type), DateTimeFunctions::added)
                    .describedAs("Add the specified amount of time to the given timestamp"));
            all.add(scalar(
                            "date_diff(varchar(x), %s, %s) -> bigint".formatted(type, type),
                            DateTimeFunctions::difference)
                    .describedAs("Difference of the given times in the given unit"));
            all.add(scalar("date_trunc(varchar(x), %s) -> %s".formatted(type, type), DateTimeFunctions::truncated)
                    .describedAs("Truncate to the specified precision"
                            + (type.contains("zone") ? "" : " in the session timezone")));
            all.add(scalar("last_day_of_month(" + type + ") -> date", call -> "last_day(" + local(call) + ")")
                    .describedAs("Last day of the month of the given timestamp"));
            all.add(scalar("date(" + type + ") -> date", call -> "CAST(" + local(call) + " AS DATE)"));
        }
        all.add(scalar("last_day_of_month(date) -> date", "last_day($1)")
                .describedAs("Last day of the month of the given date"));
        all.add(scalar("date(varchar(x)) -> date", "skein_varchar_to_date($1)"));
        for (String type : TIMES) {
            String suffix = type.contains("zone") ? "_tz" : "";
            all.add(scalar(
                            "date_add(varchar(x), bigint, %s) -> %s".formatted(type, type),
                            call -> time(call, 2, "skein_time_add" + suffix))
                    .describedAs("Add the specified amount of time to the given time"));
            all.add(scalar(
                            "date_diff(varchar(x), %s, %s) -> bigint".formatted(type, type),
                            call -> timeDifference(call, suffix))
                    .describedAs("Difference of the given times in the given unit"));
            all.add(scalar(
                            "date_trunc(varchar(x), %s) -> %s".formatted(type, type),
                            call -> time(call, 1, "skein_time_trunc" + suffix))
                    .describedAs("Truncate to the specified precision"));
        }
    }

    private static String added(CallSite call) {
        Type type = call.type(2);
        String step = "skein_step(" + Temporal.unit(call, 0, type) + ", " + call.sql(1) + ")";
        if (type == Type.Simple.DATE) {
            return "CAST(" + call.sql(2) + " + " + step + " AS DATE)";
        }
        boolean elapsed = call.constant(0)
                .filter(unit -> List.of("millisecond", "second", "minute", "hour")
                        .contains(((String) unit).toLowerCase(java.util.Locale.ENGLISH)))
                .isPresent();
        if (elapsed && type instanceof Type.TimestampWithTimeZone && !Temporal.nanos(type)) {
            return "(CASE WHEN %s IS NOT NULL THEN struct_pack(instant := struct_extract(%s, 'instant') + %s, zone := struct_extract(%s, 'zone')) END)"
                    .formatted(call.sql(2), call.sql(2), step, call.sql(2));
        }
        return Temporal.onLocal(call.sql(2), type, local -> "(" + local + " + " + step + ")");
    }

    private static String difference(CallSite call) {
        Type type = call.type(1);
        String first = Temporal.local(call.sql(1), type);
        String second = type instanceof Type.TimestampWithTimeZone
                ? (Temporal.nanos(type) ? "skein_local_ns(" : "skein_local(") + "skein_at_zone(" + call.sql(2)
                        + ", struct_extract(" + call.sql(1) + ", 'zone')))"
                : call.sql(2);
        boolean elapsed = call.constant(0)
                .filter(unit -> List.of("millisecond", "second", "minute", "hour")
                        .contains(((String) unit).toLowerCase(java.util.Locale.ENGLISH)))
                .isPresent();
        if (elapsed && type instanceof Type.TimestampWithTimeZone) {
            first = "struct_extract(" + call.sql(1) + ", 'instant')";
            second = "struct_extract(" + call.sql(2) + ", 'instant')";
        }
        String micros = Temporal.nanos(type) ? "CAST(%s AS TIMESTAMP)" : "%s";
        return "date_sub(%s, %s, %s)"
                .formatted(Temporal.unit(call, 0, type), micros.formatted(first), micros.formatted(second));
    }

    private static String truncated(CallSite call) {
        Type type = call.type(1);
        String unit = Temporal.unit(call, 0, type);
        String local = Temporal.local(call.sql(1), type);
        String truncated = Temporal.cast(
                "date_trunc(" + unit + ", " + (Temporal.nanos(type) ? "CAST(" + local + " AS TIMESTAMP)" : local) + ")",
                new Type.Timestamp(Temporal.precision(type)));
        return type instanceof Type.TimestampWithTimeZone
                ? (Temporal.nanos(type) ? "skein_zoned_ns(" : "skein_zoned(") + truncated + ", struct_extract("
                        + call.sql(1) + ", 'zone'))"
                : truncated;
    }

    private static String time(CallSite call, int value, String macro) {
        Type type = call.type(value);
        String name = macro + (type instanceof Type.Time && Temporal.nanos(type) ? "_ns" : "");
        return name + "(" + Temporal.unit(call, 0, type) + ", "
                + String.join(", ", call.sql().subList(1, call.size())) + ")";
    }

    private static String timeDifference(CallSite call, String suffix) {
        String of = suffix.isEmpty() ? "epoch_us(CAST(%s AS TIME))" : "(skein_time_instant(%s) // 1000)";
        return "((%s - %s) // skein_unit_size(%s))"
                .formatted(of.formatted(call.sql(2)), of.formatted(call.sql(1)), Temporal.unit(call, 0, call.type(1)));
    }
}
