package io.skein.connector.http.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.skein.connector.http.table.DateTimeForm;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Dates and times as documents write them. What is more exact than the type is rounded to it. */
final class DateTimeValues {
    private static final int NANO_DIGITS = 9;
    private static final long NANOS_OF_DAY = 86_400_000_000_000L;
    private static final DateTimeFormatter ISO_DATE_TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd")
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, NANO_DIGITS, true)
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private DateTimeValues() {}

    static LocalDate date(DateTimeForm form, JsonNode node) {
        return switch (form) {
            case DateTimeForm.Iso8601 _ ->
                local(ISO_DATE_TIME, JsonValues.scalar(node)).toLocalDate();
            case DateTimeForm.Epoch epoch -> LocalDate.ofInstant(instant(epoch, node), ZoneOffset.UTC);
            case DateTimeForm.Pattern(DateTimeFormatter formatter) ->
                local(formatter, JsonValues.scalar(node)).toLocalDate();
        };
    }

    static LocalDateTime timestamp(DateTimeForm form, JsonNode node, int precision) {
        LocalDateTime time = switch (form) {
            case DateTimeForm.Iso8601 _ -> local(ISO_DATE_TIME, JsonValues.scalar(node));
            case DateTimeForm.Epoch epoch -> LocalDateTime.ofInstant(instant(epoch, node), ZoneOffset.UTC);
            case DateTimeForm.Pattern(DateTimeFormatter formatter) -> local(formatter, JsonValues.scalar(node));
        };
        return rounded(time, precision);
    }

    /** Without a zone the time is one of UTC. */
    static Instant instant(DateTimeForm form, JsonNode node, int precision) {
        return timestamp(form, node, precision).toInstant(ZoneOffset.UTC);
    }

    static LocalTime time(DateTimeForm form, JsonNode node, int precision) {
        LocalTime time = switch (form) {
            case DateTimeForm.Iso8601 _ -> LocalTime.parse(JsonValues.scalar(node));
            case DateTimeForm.Epoch epoch -> LocalTime.ofInstant(instant(epoch, node), ZoneOffset.UTC);
            case DateTimeForm.Pattern(DateTimeFormatter formatter) ->
                LocalTime.from(formatter.parse(JsonValues.scalar(node)));
        };
        return LocalTime.ofNanoOfDay(rounded(time.toNanoOfDay(), precision) % NANOS_OF_DAY);
    }

    /** The time in UTC, of a text with or without a zone, and with or without a time of day. */
    private static LocalDateTime local(DateTimeFormatter formatter, String text) {
        TemporalAccessor parsed = formatter.parse(text.trim());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDateTime local = LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
        ZoneId zone = parsed.query(TemporalQueries.zone());
        return zone == null ? local : LocalDateTime.ofInstant(local.atZone(zone).toInstant(), ZoneOffset.UTC);
    }

    private static Instant instant(DateTimeForm.Epoch epoch, JsonNode node) {
        BigDecimal micros =
                JsonValues.number(node).multiply(BigDecimal.valueOf(epoch.unit().micros()));
        return Instant.EPOCH.plus(micros.setScale(0, RoundingMode.HALF_UP).longValueExact(), ChronoUnit.MICROS);
    }

    private static LocalDateTime rounded(LocalDateTime time, int precision) {
        return time.toLocalDate()
                .atStartOfDay()
                .plusNanos(rounded(time.toLocalTime().toNanoOfDay(), precision));
    }

    private static long rounded(long nanos, int precision) {
        long unit = BigDecimal.TEN.pow(NANO_DIGITS - precision).longValueExact();
        return (nanos + unit / 2) / unit * unit;
    }
}
