package io.skein.connector.kafka.table;

import io.skein.spi.type.Type;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How dates and times are written in JSON.
 *
 * @param pattern of {@link Kind#PATTERN}, for the local time zone UTC
 */
public record TemporalFormat(Kind kind, Optional<DateTimeFormatter> pattern) {
    /** Trino's names for it are in {@link TemporalFormat#of}. */
    public enum Kind {
        ISO,
        RFC2822,
        MILLISECONDS,
        SECONDS,
        PATTERN
    }

    /**
     * The format of the column; empty where it has none.
     *
     * @throws IllegalArgumentException for one that there is not, or that the column's type cannot have
     */
    public static Optional<TemporalFormat> of(FieldDefinition field) {
        if (field.dataFormat().isEmpty()) {
            return Optional.empty();
        }
        Kind kind = switch (field.dataFormat()) {
            case "iso8601" -> Kind.ISO;
            case "rfc2822" -> Kind.RFC2822;
            case "milliseconds-since-epoch" -> Kind.MILLISECONDS;
            case "seconds-since-epoch" -> Kind.SECONDS;
            case "custom-date-time" -> Kind.PATTERN;
            default ->
                throw new IllegalArgumentException(
                        "column '" + field.name() + "' has the unknown dataFormat '" + field.dataFormat() + "'");
        };
        Set<Kind> possible = switch (field.type()) {
            case Type.Simple simple when simple == Type.Simple.DATE -> Set.of(Kind.PATTERN, Kind.ISO);
            case Type.Time _ -> Set.of(Kind.PATTERN, Kind.ISO, Kind.MILLISECONDS, Kind.SECONDS);
            case Type.Timestamp(int precision) when precision <= 6 -> Set.of(Kind.values());
            case Type.TimestampWithTimeZone(int precision) when precision <= 6 -> Set.of(Kind.values());
            default -> Set.of();
        };
        if (!possible.contains(kind)) {
            throw new IllegalArgumentException("column '" + field.name() + "' of type " + field.type()
                    + " cannot have the dataFormat '" + field.dataFormat() + "'");
        }
        return Optional.of(new TemporalFormat(
                kind,
                kind == Kind.PATTERN
                        ? Optional.of(DateTimeFormatter.ofPattern(field.formatHint(), Locale.ENGLISH))
                        : Optional.empty()));
    }

    /** The formatter of those kinds that are texts of a timestamp. */
    public DateTimeFormatter formatter() {
        return switch (kind) {
            case RFC2822 -> DateTimeFormatter.RFC_1123_DATE_TIME;
            default -> pattern.orElseThrow();
        };
    }
}
