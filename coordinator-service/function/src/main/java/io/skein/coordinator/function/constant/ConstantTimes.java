package io.skein.coordinator.function.constant;

import io.skein.coordinator.expression.Expression;
import io.skein.spi.type.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Evaluates literals, times of the session, casts between them, and intervals added to or taken from them. Casts to fewer digits do not round. */
public final class ConstantTimes {
    private static final int NANO_DIGITS = 9;

    private final ZoneId zone;

    /** @param zone the session's */
    public ConstantTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** The constant that the expression comes to; empty when there is more in it. */
    public Optional<Expression.Constant> constant(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> Optional.of(constant);
            case Expression.Cast cast -> constant(cast.value()).flatMap(value -> cast(value, cast.type()));
            case Expression.Call call when call.arguments().size() == 2 -> shifted(call);
            default -> number(expression);
        };
    }

    private Optional<Expression.Constant> number(Expression expression) {
        return ConstantValues.integer(expression).map(value -> new Expression.Constant(value, expression.type()));
    }

    private Optional<Expression.Constant> cast(Expression.Constant value, Type type) {
        if (value.value() == null || value.type().equals(type)) {
            return Optional.of(new Expression.Constant(value.value(), type));
        }
        @Nullable
        Object cast = switch (type) {
            case Type.Timestamp _ -> timestamp(value.value());
            case Type.TimestampWithTimeZone _ -> {
                @Nullable LocalDateTime local = timestamp(value.value());
                yield value.value() instanceof ZonedDateTime || local == null ? value.value() : local.atZone(zone);
            }
            case Type.Varchar _ -> value.value() instanceof String text ? text : null;
            case Type.Simple simple ->
                switch (simple) {
                    case DATE -> {
                        @Nullable LocalDateTime local = timestamp(value.value());
                        yield local == null ? null : local.toLocalDate();
                    }
                    case BIGINT, INTEGER, SMALLINT, TINYINT -> value.value() instanceof Long number ? number : null;
                    default -> null;
                };
            default -> null;
        };
        return Optional.ofNullable(cast).map(known -> new Expression.Constant(known, type));
    }

    private @Nullable LocalDateTime timestamp(Object value) {
        return switch (value) {
            case LocalDate date -> date.atStartOfDay();
            case LocalDateTime timestamp -> timestamp;
            case ZonedDateTime zoned -> zoned.withZoneSameInstant(zone).toLocalDateTime();
            default -> null;
        };
    }

    /** A time and an interval. */
    private Optional<Expression.Constant> shifted(Expression.Call call) {
        int sign = switch (call.function().name()) {
            case "$add" -> 1;
            case "$subtract" -> -1;
            default -> 0;
        };
        Optional<Expression.Constant> left = constant(call.arguments().getFirst());
        Optional<Expression.Constant> right = constant(call.arguments().getLast());
        if (sign == 0 || left.isEmpty() || right.isEmpty()) {
            return number(call);
        }
        boolean intervalFirst = interval(left.get());
        if (intervalFirst ? sign < 0 : !interval(right.get())) {
            return number(call);
        }
        return shifted(intervalFirst ? right.get() : left.get(), intervalFirst ? left.get() : right.get(), sign)
                .map(value -> new Expression.Constant(value, call.type()));
    }

    private static Optional<Object> shifted(Expression.Constant time, Expression.Constant interval, int sign) {
        OptionalLong length =
                interval.value() instanceof Long value ? OptionalLong.of(sign * value) : OptionalLong.empty();
        if (length.isEmpty() || time.value() == null) {
            return Optional.empty();
        }
        boolean months = interval.type() == Type.Simple.INTERVAL_YEAR_MONTH;
        return switch (time.value()) {
            case LocalDate date ->
                Optional.of(
                        months
                                ? date.plusMonths(length.getAsLong())
                                : date.atStartOfDay()
                                        .plus(length.getAsLong(), ChronoUnit.MILLIS)
                                        .toLocalDate());
            case LocalDateTime timestamp ->
                Optional.of(
                        months
                                ? timestamp.plusMonths(length.getAsLong())
                                : timestamp.plus(length.getAsLong(), ChronoUnit.MILLIS));
            case ZonedDateTime zoned ->
                Optional.of(
                        months
                                ? zoned.plusMonths(length.getAsLong())
                                : zoned.plus(length.getAsLong(), ChronoUnit.MILLIS));
            default -> Optional.empty();
        };
    }

    private static boolean interval(Expression.Constant constant) {
        return constant.type() == Type.Simple.INTERVAL_DAY_SECOND || constant.type() == Type.Simple.INTERVAL_YEAR_MONTH;
    }

    /** A date or timestamp as it is shown. */
    public static String text(Type type, Object value) {
        return switch (value) {
            case LocalDateTime timestamp
            when type instanceof Type.Timestamp(int precision) -> format(timestamp, precision);
            case ZonedDateTime zoned
            when type instanceof Type.TimestampWithTimeZone(int precision) ->
                format(zoned.toLocalDateTime(), precision) + " "
                        + (zoned.getZone().getId().equals("Z")
                                ? "UTC"
                                : zoned.getZone().getId());
            default -> value.toString();
        };
    }

    private static String format(LocalDateTime timestamp, int precision) {
        String fraction = precision == 0 ? "" : "." + "S".repeat(Math.min(precision, NANO_DIGITS));
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss" + fraction).format(timestamp);
    }
}
