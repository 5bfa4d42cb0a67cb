package io.skein.connector.iceberg.table;

import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.spi.connector.DataSizes;
import io.skein.spi.connector.Durations;
import io.skein.spi.error.SkeinException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a table is kept in shape.
 *
 * @param interval between two turns
 * @param snapshotRetention how long snapshots are kept
 * @param smallFileBytes files below this are small
 * @param smallFiles how many of them are worth a rewrite
 * @param manifests how many, since they were last put together, are worth a rewrite
 */
public record UpkeepSettings(
        boolean enabled,
        Duration interval,
        Duration snapshotRetention,
        long smallFileBytes,
        int smallFiles,
        int manifests) {
    /** What the table says of itself goes before what its schema says, and that before these. */
    public UpkeepSettings with(Map<String, String> schema, Map<String, String> table) {
        return new UpkeepSettings(
                said(schema, table, UpkeepOptions.ENABLED, UpkeepSettings::flag).orElse(enabled),
                said(schema, table, UpkeepOptions.INTERVAL, Durations::parse).orElse(interval),
                said(schema, table, UpkeepOptions.RETENTION, Durations::parse).orElse(snapshotRetention),
                said(schema, table, UpkeepOptions.FILE_SIZE, DataSizes::parse).orElse(smallFileBytes),
                said(schema, table, UpkeepOptions.FILES, UpkeepSettings::count).orElse(smallFiles),
                said(schema, table, UpkeepOptions.MANIFESTS, UpkeepSettings::count)
                        .orElse(manifests));
    }

    private static <T> Optional<T> said(
            Map<String, String> schema,
            Map<String, String> table,
            String option,
            Function<String, Optional<T>> parser) {
        String key = UpkeepOptions.key(option);
        @Nullable String value = table.getOrDefault(key, schema.get(key));
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> parsed = parser.apply(value);
        if (parsed.isEmpty()) {
            throw new SkeinException(
                    IcebergErrorCode.ICEBERG_INVALID_METADATA.code(), "A bad value for " + key + ": '" + value + "'");
        }
        return parsed;
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text.toLowerCase(Locale.ENGLISH)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> count(String text) {
        try {
            return Optional.of(Integer.parseInt(text)).filter(count -> count >= UpkeepOptions.LEAST_COUNT);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
