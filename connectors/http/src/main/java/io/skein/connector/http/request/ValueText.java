package io.skein.connector.http.request;

import io.skein.connector.http.table.ColumnDefinition;
import io.skein.connector.http.table.DateTimeForm;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** A value of a condition as its column's server writes it. */
final class ValueText {
    private ValueText() {}

    /** Empty for what cannot be written without loss. */
    static Optional<String> of(ColumnDefinition column, Object value) {
        return switch (value) {
            case Boolean _, Long _, Double _, Float _, String _ -> Optional.of(value.toString());
            case BigDecimal number -> Optional.of(number.toPlainString());
            case LocalDate date ->
                moment(column.form(), date, date.atStartOfDay().toInstant(ZoneOffset.UTC));
            case LocalDateTime time -> moment(column.form(), time, time.toInstant(ZoneOffset.UTC));
            case ZonedDateTime time -> moment(column.form(), time.toInstant(), time.toInstant());
            case LocalTime time when column.form() instanceof DateTimeForm.Iso8601 -> Optional.of(time.toString());
            default -> Optional.empty();
        };
    }

    private static Optional<String> moment(DateTimeForm form, TemporalAccessor value, Instant instant) {
        return switch (form) {
            case DateTimeForm.Iso8601 _ -> Optional.of(value.toString());
            case DateTimeForm.Epoch(DateTimeForm.Unit unit) -> count(instant, unit);
            case DateTimeForm.Pattern(var formatter) -> {
                try {
                    yield Optional.of(formatter.format(value));
                } catch (DateTimeException e) {
                    yield Optional.empty();
                }
            }
        };
    }

    private static Optional<String> count(Instant instant, DateTimeForm.Unit unit) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        return micros % unit.micros() == 0 ? Optional.of(String.valueOf(micros / unit.micros())) : Optional.empty();
    }
}
