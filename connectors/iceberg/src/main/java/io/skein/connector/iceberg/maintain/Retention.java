package io.skein.connector.iceberg.maintain;

import io.skein.spi.connector.Durations;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long what is no longer in use is kept: as long as the statement says, but no shorter than the catalog or the session allow.
 *
 * @param snapshots the least that snapshots are kept
 * @param orphans the least that files are kept which no metadata names
 */
public record Retention(Duration snapshots, Duration orphans) {
    private static final String ARGUMENT = "retention_threshold";
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MINUTES_PER_HOUR = 60;
    private static final double HOURS_PER_DAY = 24;

    /** What is kept unless it is said otherwise. */
    public static final Duration DEFAULT = Duration.ofDays(7);

    Duration ofSnapshots(ProcedureCall call) {
        return of(call, "expire_snapshots_min_retention", "iceberg.expire-snapshots.min-retention", snapshots);
    }

    Duration ofOrphans(ProcedureCall call) {
        return of(call, "remove_orphan_files_min_retention", "iceberg.remove-orphan-files.min-retention", orphans);
    }

    private static Duration of(ProcedureCall call, String property, String setting, Duration configured) {
        Duration minimum = Optional.ofNullable(call.session().get(property))
                .flatMap(Durations::parse)
                .orElse(configured);
        Duration asked = call.text(ARGUMENT)
                .map(text -> Durations.parse(text).orElseThrow(() -> invalid(call, text)))
                .orElse(DEFAULT);
        if (asked.compareTo(minimum) < 0) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                    ("Retention specified (%s) is shorter than the minimum retention configured in the system (%s). "
                                    + "Minimum retention can be changed with %s configuration property or iceberg.%s session property")
                            .formatted(text(asked), text(minimum), setting, property));
        }
        return asked;
    }

    private static SkeinException invalid(ProcedureCall call, String text) {
        return new SkeinException(
                StandardErrorCode.INVALID_PROCEDURE_ARGUMENT,
                "Unable to set catalog 'iceberg' table procedure '%s' property '%s' to ['%s']: duration is not a valid data duration string: %s"
                        .formatted(call.name(), ARGUMENT, text, text));
    }

    /** In the unit that shows it best. */
    private static String text(Duration duration) {
        double value = duration.toNanos() / 1e9;
        String unit = "s";
        if (value >= SECONDS_PER_MINUTE) {
            value /= SECONDS_PER_MINUTE;
            unit = "m";
            if (value >= MINUTES_PER_HOUR) {
                value /= MINUTES_PER_HOUR;
                unit = "h";
                if (value >= HOURS_PER_DAY) {
                    value /= HOURS_PER_DAY;
                    unit = "d";
                }
            }
        }
        return String.format(Locale.ENGLISH, "%.2f%s", value, unit);
    }
}
