package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.FunctionKind;
import io.skein.coordinator.function.FunctionSummary;
import io.skein.coordinator.statement.SessionView;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.CurrentCatalog;
import io.trino.sql.tree.CurrentDate;
import io.trino.sql.tree.CurrentPath;
import io.trino.sql.tree.CurrentSchema;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.CurrentTimestamp;
import io.trino.sql.tree.CurrentUser;
import io.trino.sql.tree.LocalTime;
import io.trino.sql.tree.LocalTimestamp;
import io.trino.sql.tree.Node;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** The values that a statement's session and start give; they are literals in the plan, the same wherever they stand. */
public final class CurrentValues {
    private static final int DEFAULT_PRECISION = 3;
    private static final int NANO_DIGITS = 9;

    /** Those of {@link #function}, as SHOW FUNCTIONS lists them. */
    public static final List<FunctionSummary> FUNCTIONS = List.of(
            listed("current_groups", "array(varchar)", "Current groups of current user"),
            listed("current_timezone", "varchar", "Current time zone"),
            listed("now", "timestamp(3) with time zone", "Current timestamp with time zone"));

    private CurrentValues() {}

    static Expression temporal(Node node, SessionView session) {
        ZonedDateTime now = session.start().atZone(session.timeZone());
        return switch (node) {
            case CurrentDate _ -> new Expression.Constant(now.toLocalDate(), Type.Simple.DATE);
            case CurrentTime time -> {
                int precision = zonedPrecision(time.getPrecision(), node, "TIME");
                yield new Expression.Constant(
                        rounded(now, precision).toOffsetDateTime().toOffsetTime(),
                        new Type.TimeWithTimeZone(precision));
            }
            case CurrentTimestamp timestamp ->
                now(session, zonedPrecision(timestamp.getPrecision(), node, "TIMESTAMP"));
            case LocalTime time -> {
                int precision = precision(time.getPrecision(), "TIME");
                yield literal(rounded(now, Math.min(precision, NANO_DIGITS)).toLocalTime(), new Type.Time(precision));
            }
            case LocalTimestamp timestamp -> {
                int precision = precision(timestamp.getPrecision(), "TIMESTAMP");
                yield literal(
                        rounded(now, Math.min(precision, NANO_DIGITS)).toLocalDateTime(),
                        new Type.Timestamp(precision));
            }
            default -> throw new IllegalArgumentException("Not a temporal value: " + node);
        };
    }

    static Expression named(Node node, SessionView session) {
        Optional<String> value = switch (node) {
            case CurrentUser _ -> Optional.of(session.user());
            case CurrentCatalog _ -> session.catalog();
            case CurrentSchema _ -> session.schema();
            case CurrentPath _ -> Optional.of(session.client().path().orElse(""));
            default -> throw new IllegalArgumentException("Not a value of the session: " + node);
        };
        return new Expression.Constant(value.orElse(null), Type.Varchar.UNBOUNDED);
    }

    private static FunctionSummary listed(String name, String type, String description) {
        return new FunctionSummary(name, type, "", FunctionKind.SCALAR, true, description);
    }

    /** Functions whose value is the session's. */
    static Optional<Expression> function(String name, SessionView session) {
        return switch (name) {
            case "now" -> Optional.of(now(session, DEFAULT_PRECISION));
            case "current_groups" -> Optional.of(groups(session));
            case "current_timezone" -> Optional.of(new Expression.Constant(zoneName(session), Type.Varchar.UNBOUNDED));
            default -> Optional.empty();
        };
    }

    private static Expression groups(SessionView session) {
        List<Expression> names = session.groups().stream()
                .sorted()
                .<Expression>map(name -> new Expression.Constant(name, Type.Varchar.UNBOUNDED))
                .toList();
        return new Expression.ArrayConstructor(names, new Type.Array(Type.Varchar.UNBOUNDED));
    }

    private static String zoneName(SessionView session) {
        String id = session.timeZone().getId();
        return id.equals("Z") ? "UTC" : id;
    }

    private static Expression now(SessionView session, int precision) {
        return new Expression.Constant(
                rounded(session.start().atZone(session.timeZone()), precision),
                new Type.TimestampWithTimeZone(precision));
    }

    /** Beyond nanoseconds a value is held as its text. */
    private static Expression literal(java.time.temporal.Temporal value, Type type) {
        boolean held = type instanceof Type.Time(int time) && time <= NANO_DIGITS
                || type instanceof Type.Timestamp(int timestamp) && timestamp <= NANO_DIGITS;
        return held
                ? new Expression.Constant(value, type)
                : new Expression.Cast(
                        new Expression.Constant(value.toString().replace('T', ' '), Type.Varchar.UNBOUNDED),
                        type,
                        false);
    }

    private static int precision(Optional<Integer> wanted, String type) {
        try {
            return TemporalLiterals.checkedPrecision(wanted.orElse(DEFAULT_PRECISION), type);
        } catch (ArithmeticException outOfRange) {
            throw new SkeinException(
                    StandardErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, String.valueOf(outOfRange.getMessage()));
        }
    }

    private static int zonedPrecision(Optional<Integer> wanted, Node node, String type) {
        int precision = precision(wanted, type);
        if (precision > NANO_DIGITS) {
            throw Errors.notSupported(node, "Time precision above 9 is not supported");
        }
        return precision;
    }

    private static ZonedDateTime rounded(ZonedDateTime time, int precision) {
        int unit = (int) Math.pow(10, NANO_DIGITS - precision);
        return time.withNano(time.getNano() / unit * unit);
    }
}
