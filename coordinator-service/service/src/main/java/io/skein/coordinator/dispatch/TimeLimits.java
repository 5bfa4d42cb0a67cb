package io.skein.coordinator.dispatch;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a statement may take, from its session properties; durations are written as Trino's ({@code 5m}, {@code 1.50s}). */
record TimeLimits(Duration run, Duration execution) {
    private static final String RUN = "query_max_run_time";
    private static final String EXECUTION = "query_max_execution_time";
    private static final Pattern DURATION = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]+)\\s*");

    /** The session's limits, at most the given ones. */
    static TimeLimits of(Map<String, String> properties, TimeLimits most) {
        return new TimeLimits(limit(properties, RUN, most.run()), limit(properties, EXECUTION, most.execution()));
    }

    SkeinException runExceeded() {
        return exceeded("run", run);
    }

    SkeinException executionExceeded() {
        return exceeded("execution", execution);
    }

    private static SkeinException exceeded(String what, Duration limit) {
        return new SkeinException(
                StandardErrorCode.EXCEEDED_TIME_LIMIT,
                "Query exceeded the maximum " + what + " time limit of " + text(limit));
    }

    private static Duration limit(Map<String, String> properties, String name, Duration most) {
        String value = properties.get(name);
        if (value == null) {
            return most;
        }
        Duration limit = parse(name, value);
        return limit.compareTo(most) < 0 ? limit : most;
    }

    private static Duration parse(String name, String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw invalid(name, value);
        }
        TimeUnit unit = switch (matcher.group(2)) {
            case "ns" -> TimeUnit.NANOSECONDS;
            case "us" -> TimeUnit.MICROSECONDS;
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            case "d" -> TimeUnit.DAYS;
            default -> throw invalid(name, value);
        };
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit.toNanos(1)));
        return Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }

    private static SkeinException invalid(String name, String value) {
        return new SkeinException(
                StandardErrorCode.INVALID_SESSION_PROPERTY,
                "%s is invalid: '%s' is not a duration".formatted(name, value));
    }

    /** Two decimals in the largest unit that has a whole part, as Trino writes it. */
    static String text(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds >= 86_400) {
            return String.format(Locale.ROOT, "%.2fd", seconds / 86_400);
        }
        if (seconds >= 3600) {
            return String.format(Locale.ROOT, "%.2fh", seconds / 3600);
        }
        if (seconds >= 60) {
            return String.format(Locale.ROOT, "%.2fm", seconds / 60);
        }
        return seconds >= 1
                ? String.format(Locale.ROOT, "%.2fs", seconds)
                : String.format(Locale.ROOT, "%.2fms", seconds * 1000);
    }
}
