package io.skein.coordinator.optimize;

import io.skein.coordinator.statement.SessionView;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;

/** The session properties that planning looks at, and the session's time zone. */
public record SessionOptions(
        Distribution distribution,
        JoinDistributionType joinDistribution,
        JoinReordering joinReordering,
        PlanOptimization planOptimization,
        long singleFragmentRows,
        boolean pushdown,
        boolean dynamicFiltering,
        ZoneId timeZone) {
    /** Below this many estimated input rows one fragment is faster than many. */
    static final long DEFAULT_SINGLE_FRAGMENT_ROWS = 500_000;

    public enum Distribution {
        AUTOMATIC,
        FORCED,
        SINGLE
    }

    public enum JoinDistributionType {
        AUTOMATIC,
        BROADCAST,
        PARTITIONED
    }

    /** An order by estimates leaves no cross join that can be avoided: ELIMINATE_CROSS_JOINS is AUTOMATIC. */
    public enum JoinReordering {
        AUTOMATIC,
        ELIMINATE_CROSS_JOINS,
        NONE
    }

    /** NONE runs the plan as analysed, in one fragment: what the optimizer does must not change an answer. */
    public enum PlanOptimization {
        AUTOMATIC,
        NONE
    }

    public static SessionOptions of(SessionView session) {
        return new SessionOptions(
                option(session, "distribution", Distribution.AUTOMATIC),
                option(session, "join_distribution_type", JoinDistributionType.AUTOMATIC),
                option(session, "join_reordering_strategy", JoinReordering.AUTOMATIC),
                option(session, "plan_optimization", PlanOptimization.AUTOMATIC),
                number(session, "single_fragment_rows", DEFAULT_SINGLE_FRAGMENT_ROWS),
                truth(session, "pushdown_enabled"),
                truth(session, "enable_dynamic_filtering"),
                session.timeZone());
    }

    private static <E extends Enum<E>> E option(SessionView session, String name, E standard) {
        String value = session.properties().get(name);
        if (value == null) {
            return standard;
        }
        for (E candidate : standard.getDeclaringClass().getEnumConstants()) {
            if (candidate.name().equals(value.toUpperCase(Locale.ENGLISH))) {
                return candidate;
            }
        }
        throw new SkeinException(
                StandardErrorCode.INVALID_SESSION_PROPERTY,
                "Invalid value [%s]. Valid values: %s"
                        .formatted(
                                value,
                                Arrays.toString(standard.getDeclaringClass().getEnumConstants())));
    }

    /** True unless it says otherwise. */
    private static boolean truth(SessionView session, String name) {
        String value = session.properties().getOrDefault(name, "true");
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_SESSION_PROPERTY, "%s must be true or false: %s".formatted(name, value));
        }
        return Boolean.parseBoolean(value);
    }

    private static long number(SessionView session, String name, long standard) {
        String value = session.properties().get(name);
        try {
            return value == null ? standard : Long.parseLong(value);
        } catch (NumberFormatException _) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_SESSION_PROPERTY, "%s must be a whole number: %s".formatted(name, value));
        }
    }
}
