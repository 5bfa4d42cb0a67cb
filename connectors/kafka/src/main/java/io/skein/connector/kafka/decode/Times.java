package io.skein.connector.kafka.decode;

import io.skein.connector.kafka.table.TemporalFormat;
import io.skein.spi.type.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Optional;

/** Dates and times by the formats that columns say. */
final class Times {
    private static final long MILLIS = 1_000;

    private Times() {}

    static Object parse(TemporalFormat format, Type type, String text) {
        try {
            return switch (format.kind()) {
                case MILLISECONDS -> moment(type, Instant.ofEpochMilli(Long.parseLong(text)));
                case SECONDS -> moment(type, Instant.ofEpochMilli(Math.multiplyExact(Long.parseLong(text), MILLIS)));
                case ISO -> iso(type, text);
                case RFC2822, PATTERN -> value(type, format.formatter().parse(text));
            };
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new CorruptMessageException("'" + text + "' is no " + type);
        }
    }

    private static Object moment(Type type, Instant instant) {
        ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
        return switch (type) {
            case Type.Time _ -> utc.toLocalTime();
            case Type.Timestamp _ -> utc.toLocalDateTime();
            default -> utc;
        };
    }

    private static Object iso(Type type, String text) {
        return switch (type) {
            case Type.Time _ -> value(type, DateTimeFormatter.ISO_TIME.parse(text));
            case Type.Simple _ -> value(type, DateTimeFormatter.ISO_DATE.parse(text));
            default -> value(type, DateTimeFormatter.ISO_DATE_TIME.parse(text));
        };
    }

    private static Object value(Type type, TemporalAccessor parsed) {
        return switch (type) {
            case Type.Time _ -> LocalTime.from(parsed);
            case Type.Simple _ -> LocalDate.from(parsed);
            case Type.Timestamp _ -> local(parsed);
            default -> {
                ZoneId zone = Optional.ofNullable(parsed.query(TemporalQueries.zone()))
                        .orElse(ZoneOffset.UTC);
                yield local(parsed).atZone(zone);
            }
        };
    }

    /** A pattern without time of day is midnight. */
    private static LocalDateTime local(TemporalAccessor parsed) {
        LocalTime time =
                Optional.ofNullable(parsed.query(TemporalQueries.localTime())).orElse(LocalTime.MIDNIGHT);
        return LocalDate.from(parsed).atTime(time);
    }
}
