package io.skein.spi.connector;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A catalog file's entries while a factory reads them. Asking for a key makes it known; {@link #end()} refuses what nobody asked for.
 * Every refusal is CONFIGURATION_INVALID and names the catalog and the key.
 */
public final class CatalogProperties {
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(B|kB|MB|GB|TB)");
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d)");
    private static final Map<String, Duration> DURATION_UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));
    private static final List<String> SIZE_UNITS = List.of("B", "kB", "MB", "GB", "TB");
    private static final int UNIT = 1024;

    private final String catalog;
    private final Map<String, String> entries;
    private final TreeSet<String> known = new TreeSet<>();

    private CatalogProperties(String catalog, Map<String, String> entries) {
        this.catalog = catalog;
        this.entries = new HashMap<>(entries);
    }

    public static CatalogProperties of(String catalog, Map<String, String> entries) {
        return new CatalogProperties(catalog, entries);
    }

    public Optional<String> text(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key)).map(String::trim).filter(value -> !value.isEmpty());
    }

    /** A key that must be there. */
    public String required(String key) {
        return text(key).orElseThrow(() -> invalid("Catalog '" + catalog + "' needs the property '" + key + "'"));
    }

    public int integer(String key, int absent, int lowest, int highest) {
        int value = parsed(key, "an integer from " + lowest + " to " + highest, Integer::parseInt)
                .orElse(absent);
        if (value < lowest || value > highest) {
            throw bad(key, "an integer from " + lowest + " to " + highest);
        }
        return value;
    }

    public boolean flag(String key, boolean absent) {
        return parsed(key, "true or false", value -> switch (value.toLowerCase(Locale.ENGLISH)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(value);
                })
                .orElse(absent);
    }

    /** An absolute URI. */
    public Optional<URI> uri(String key) {
        return parsed(key, "an absolute URI", value -> {
            URI uri = URI.create(value);
            if (!uri.isAbsolute()) {
                throw new IllegalArgumentException(value);
            }
            return uri;
        });
    }

    /** A time such as {@code 30s} or {@code 1.5m}. */
    public Duration duration(String key, Duration absent) {
        return parsed(key, "a duration such as 30s", CatalogProperties::duration)
                .orElse(absent);
    }

    /** A size such as {@code 128MB}; units are powers of 1024. */
    public long bytes(String key, long absent) {
        return parsed(key, "a size such as 128MB", CatalogProperties::size).orElse(absent);
    }

    /** One of an enum's constants, in any case. */
    public <E extends Enum<E>> E choice(String key, E absent) {
        E[] constants = absent.getDeclaringClass().getEnumConstants();
        return parsed(
                        key,
                        "one of " + Arrays.toString(constants),
                        value -> Enum.valueOf(absent.getDeclaringClass(), value.toUpperCase(Locale.ENGLISH)))
                .orElse(absent);
    }

    /** Takes an entry under a former key for one under the key of today, and says so in the log; both at once are refused. */
    public void renamed(String former, String key) {
        @Nullable String value = entries.remove(former);
        if (value == null) {
            return;
        }
        if (entries.putIfAbsent(key, value) != null) {
            throw invalid(
                    "Catalog '" + catalog + "' has both '" + former + "' and '" + key + "', which is its name now");
        }
        warn("'" + former + "' is an old name, use '" + key + "'");
    }

    /** Lets a key be that means nothing here, and says so in the log. */
    public void withoutEffect(String key, String instead) {
        if (entries.remove(key) != null) {
            warn("'" + key + "' has no effect: " + instead);
        }
    }

    private void warn(String what) {
        System.getLogger(CatalogProperties.class.getName())
                .log(System.Logger.Level.WARNING, "Catalog {0}: {1}", catalog, what);
    }

    /** Every entry whose key begins so, by the rest of its key. */
    public Map<String, String> group(String prefix) {
        Map<String, String> group = new java.util.TreeMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(prefix) && key.length() > prefix.length()) {
                known.add(key);
                group.put(key.substring(prefix.length()), value);
            }
        });
        return Map.copyOf(group);
    }

    /** Refuses the entries that nobody asked for. */
    public void end() {
        List<String> unknown = new ArrayList<>(new TreeSet<>(entries.keySet()));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            String key = unknown.getFirst();
            String hint = Spelling.nearest(key, known)
                    .map(near -> ", did you mean '" + near + "'?")
                    .orElse("");
            throw invalid("Catalog '" + catalog + "' has an unknown property '" + key + "'" + hint);
        }
    }

    private <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
        try {
            return text(key).map(parser);
        } catch (IllegalArgumentException e) {
            throw bad(key, expected);
        }
    }

    private SkeinException bad(String key, String expected) {
        return invalid("Catalog '" + catalog + "' has a bad value for '" + key + "': '" + entries.get(key) + "' is not "
                + expected);
    }

    private static SkeinException invalid(String message) {
        return new SkeinException(StandardErrorCode.CONFIGURATION_INVALID, message);
    }

    private static long size(String value) {
        Matcher matcher = SIZE.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(value);
        }
        return (long) (Double.parseDouble(matcher.group(1)) * Math.pow(UNIT, SIZE_UNITS.indexOf(matcher.group(2))));
    }

    private static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(value);
        }
        long unit = Objects.requireNonNull(DURATION_UNITS.get(matcher.group(2))).toNanos();
        return Duration.ofNanos((long) (Double.parseDouble(matcher.group(1)) * unit));
    }
}
