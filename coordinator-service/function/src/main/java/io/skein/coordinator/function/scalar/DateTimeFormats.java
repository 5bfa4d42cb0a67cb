package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.spi.type.Type;
import java.util.List;

/** Dates and times to text and from it, in MySQL's, Joda's and ISO's form, and Unix time. */
final class DateTimeFormats {
    private DateTimeFormats() {}

    static List<FunctionDefinition> all() {
        String zonedResult = " -> timestamp(3) with time zone";
        return List.of(
                scalar(
                        "date_format(timestamp(p), varchar(x)) -> varchar",
                        call -> formatted(call, "skein_date_format")),
                scalar(
                        "date_format(timestamp(p) with time zone, varchar(x)) -> varchar",
                        call -> formatted(call, "skein_date_format")),
                scalar(
                                "format_datetime(timestamp(p), varchar(x)) -> varchar",
                                call -> formatted(call, "skein_format_datetime"))
                        .describedAs("Formats the given time by the given format"),
                scalar(
                                "format_datetime(timestamp(p) with time zone, varchar(x)) -> varchar",
                                call -> formatted(call, "skein_format_datetime"))
                        .describedAs("Formats the given time by the given format"),
                scalar(
                        "date_parse(varchar(x), varchar(y)) -> timestamp(3)",
                        "CAST(skein_date_parse($1, $2) AS TIMESTAMP)"),
                scalar(
                                "parse_datetime(varchar(x), varchar(y))" + zonedResult,
                                call -> zoned("skein_parse_datetime(%s, %s, %s)"
                                        .formatted(call.sql(0), call.sql(1), zone(call))))
                        .describedAs("Parses the specified date/time by the given format"),
                scalar(
                        "from_iso8601_timestamp(varchar(x))" + zonedResult,
                        call -> zoned("skein_from_iso8601(%s, %s)".formatted(call.sql(0), zone(call)))),
                scalar(
                        "from_iso8601_timestamp_nanos(varchar(x)) -> timestamp(9) with time zone",
                        call -> "skein_zoned_text_ns(skein_from_iso8601_nanos(%s, %s))"
                                .formatted(call.sql(0), zone(call))),
                scalar("from_iso8601_date(varchar(x)) -> date", "skein_from_iso8601_date($1)"),
                scalar("to_iso8601(date) -> varchar(16)", "skein_iso_date($1)"),
                scalar("to_iso8601(timestamp(p)) -> varchar", DateTimeFormats::iso)
                        .returningOfFirst(type -> Type.Varchar.of(22 + fraction(type))),
                scalar("to_iso8601(timestamp(p) with time zone) -> varchar", DateTimeFormats::iso)
                        .returningOfFirst(type -> Type.Varchar.of(28 + fraction(type))),
                scalar(
                        "from_unixtime(double)" + zonedResult,
                        call -> "skein_from_unixtime(%s, %s)".formatted(call.sql(0), zone(call))),
                scalar(
                        "from_unixtime(double, varchar(x))" + zonedResult,
                        "skein_from_unixtime($1, skein_known_zone($2))"),
                scalar(
                        "from_unixtime(double, bigint, bigint)" + zonedResult,
                        "skein_from_unixtime($1, skein_offset_zone(skein_zone_minutes($2 * 60 + $3)))"),
                scalar("from_unixtime_nanos(bigint) -> timestamp(9) with time zone", call -> nanos(call, call.sql(0))),
                scalar(
                        "from_unixtime_nanos(decimal(p,s)) -> timestamp(9) with time zone",
                        call -> nanos(call, "CAST(" + call.sql(0) + " AS BIGINT)")),
                scalar(
                        "to_unixtime(timestamp(p) with time zone) -> double",
                        "(epoch_us(CAST(struct_extract($1, 'instant') AS TIMESTAMP)) / 1000000.0::DOUBLE)"));
    }

    private static int fraction(Type type) {
        int precision = Temporal.precision(type);
        return precision == 0 ? 0 : precision + 1;
    }

    private static String zone(CallSite call) {
        return KernelText.string(call.clock().zoneName());
    }

    private static String zoned(String text) {
        return "skein_zoned_text(" + text + ")";
    }

    private static String nanos(CallSite call, String value) {
        return "(CASE WHEN %s IS NOT NULL THEN struct_pack(instant := make_timestamp_ns(%s), zone := %s) END)"
                .formatted(value, value, zone(call));
    }

    private static String formatted(CallSite call, String function) {
        Type type = call.type(0);
        String zone =
                type instanceof Type.TimestampWithTimeZone ? "struct_extract(" + call.sql(0) + ", 'zone')" : "'UTC'";
        return "%s(epoch_us(%s), %s, %s)".formatted(function, Temporal.local(call.sql(0), type), call.sql(1), zone);
    }

    private static String iso(CallSite call) {
        Type type = call.type(0);
        int precision = Temporal.precision(type);
        String local = Temporal.local(call.sql(0), type);
        String text = precision == 0
                ? "strftime(" + local + ", '%Y-%m-%dT%H:%M:%S')"
                : "left(strftime(" + local + ", '%Y-%m-%dT%H:%M:%S.%n'), "
                        + (precision - 9 == 0 ? "100" : precision - 9) + ")";
        return type instanceof Type.TimestampWithTimeZone
                ? "(" + text + " || skein_iso_zone(" + call.sql(0) + "))"
                : text;
    }
}
