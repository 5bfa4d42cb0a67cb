package io.skein.connector.kafka.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.skein.connector.kafka.table.TemporalFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** Dates and times in the formats that columns say. */
final class TimeTexts {
    private static final long MILLIS = 1_000;

    private TimeTexts() {}

    static JsonNode node(TemporalFormat format, Object value) {
        return switch (format.kind()) {
            case MILLISECONDS -> LongNode.valueOf(millis(value));
            case SECONDS -> LongNode.valueOf(Math.floorDiv(millis(value), MILLIS));
            case ISO -> TextNode.valueOf(iso(value));
            case RFC2822, PATTERN -> TextNode.valueOf(format.formatter().format(zoned(value)));
        };
    }

    private static long millis(Object value) {
        return switch (value) {
            case LocalTime time -> time.getLong(ChronoField.MILLI_OF_DAY);
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC).toEpochMilli();
            case ZonedDateTime time -> time.toInstant().toEpochMilli();
            default -> throw new IllegalArgumentException(value + " is no time");
        };
    }

    private static String iso(Object value) {
        return switch (value) {
            case LocalDate date -> DateTimeFormatter.ISO_LOCAL_DATE.format(date);
            case LocalTime time -> DateTimeFormatter.ISO_LOCAL_TIME.format(time);
            case LocalDateTime time -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
            case ZonedDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
            default -> throw new IllegalArgumentException(value + " is no time");
        };
    }

    /** Timestamps without a zone are of UTC. */
    private static TemporalAccessor zoned(Object value) {
        return value instanceof LocalDateTime time ? time.atZone(ZoneOffset.UTC) : (TemporalAccessor) value;
    }
}
