package io.skein.connector.iceberg.table;

import io.skein.spi.connector.DataSizes;
import io.skein.spi.connector.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The properties of tables and schemas that say how tables are kept in shape: {@code upkeep_enabled} is kept as {@code skein.upkeep.enabled}. */
public final class UpkeepOptions {
    static final String ENABLED = "enabled";
    static final String INTERVAL = "interval";
    static final String RETENTION = "snapshot-retention";
    static final String FILE_SIZE = "small-file-size";
    static final String FILES = "small-file-count";
    static final String MANIFESTS = "manifest-count";

    /** Fewer are not worth a rewrite. */
    public static final int LEAST_COUNT = 2;

    private static final String PREFIX = "skein.upkeep.";
    private static final List<String> ALL = List.of(ENABLED, INTERVAL, RETENTION, FILE_SIZE, FILES, MANIFESTS);

    /** As statements name them. */
    public static final Set<String> NAMES =
            ALL.stream().map(UpkeepOptions::name).collect(Collectors.toUnmodifiableSet());

    private UpkeepOptions() {}

    /** What Iceberg keeps of those that are given. */
    public static Map<String, String> stored(PropertyValues values, PropertyRules rules) {
        Map<String, String> stored = new HashMap<>();
        values.flag(name(ENABLED)).ifPresent(enabled -> stored.put(key(ENABLED), String.valueOf(enabled)));
        duration(values, rules, INTERVAL).ifPresent(text -> stored.put(key(INTERVAL), text));
        duration(values, rules, RETENTION).ifPresent(text -> {
            requireKept(values, rules, text);
            stored.put(key(RETENTION), text);
        });
        values.given(name(FILE_SIZE)).ifPresent(text -> {
            if (DataSizes.parse(text).filter(bytes -> bytes > 0).isEmpty()) {
                throw values.unsettable(
                        rules.catalog(), name(FILE_SIZE), "size is not a valid data size string: " + text);
            }
            stored.put(key(FILE_SIZE), text);
        });
        for (String option : List.of(FILES, MANIFESTS)) {
            int count = values.integer(name(option), LEAST_COUNT);
            if (count < LEAST_COUNT) {
                throw values.unsettable(
                        rules.catalog(),
                        name(option),
                        name(option) + " must be greater than or equal to " + LEAST_COUNT);
            }
            if (values.has(name(option))) {
                stored.put(key(option), String.valueOf(count));
            }
        }
        return stored;
    }

    /** Those among kept properties, as a WITH clause would say them. */
    static Map<String, String> format(Map<String, String> kept) {
        Map<String, String> properties = new HashMap<>();
        for (String option : ALL) {
            @Nullable String value = kept.get(key(option));
            if (value != null) {
                boolean quoted = option.equals(INTERVAL) || option.equals(RETENTION) || option.equals(FILE_SIZE);
                properties.put(name(option), quoted ? PropertyValues.literal(value) : value);
            }
        }
        return properties;
    }

    /** How Iceberg keeps a property that a statement names. */
    static String keyOf(String name) {
        return key(name.substring(name.indexOf('_') + 1).replace('_', '-'));
    }

    static String key(String option) {
        return PREFIX + option;
    }

    private static String name(String option) {
        return "upkeep_" + option.replace('-', '_');
    }

    private static Optional<String> duration(PropertyValues values, PropertyRules rules, String option) {
        Optional<String> given = values.given(name(option));
        given.filter(text -> Durations.parse(text).isEmpty()).ifPresent(text -> {
            throw values.unsettable(
                    rules.catalog(), name(option), "duration is not a valid data duration string: " + text);
        });
        return given;
    }

    private static void requireKept(PropertyValues values, PropertyRules rules, String text) {
        Duration asked = Durations.parse(text).orElseThrow();
        if (asked.compareTo(rules.minimumRetention()) < 0) {
            throw values.unsettable(
                    rules.catalog(),
                    name(RETENTION),
                    "it is shorter than iceberg.expire-snapshots.min-retention, which is "
                            + Durations.text(rules.minimumRetention()));
        }
    }
}
