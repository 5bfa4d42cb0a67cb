package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.expression.Expression;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Cast;
import java.time.LocalDateTime;
import java.util.List;

/** CAST and TRY_CAST, and which types may be cast to which. */
public final class Casts {
    private static final List<Type> NUMBERS = List.of(
            Type.Simple.TINYINT,
            Type.Simple.SMALLINT,
            Type.Simple.INTEGER,
            Type.Simple.BIGINT,
            Type.Simple.REAL,
            Type.Simple.DOUBLE);

    private static final int MICROSECOND_DIGITS = 6;
    private static final int FIRST_NANOSECOND_YEAR = 1677;
    private static final int LAST_NANOSECOND_YEAR = 2262;

    private final ExpressionAnalyzer expressions;

    Casts(ExpressionAnalyzer expressions) {
        this.expressions = expressions;
    }

    Expression cast(Cast cast) {
        Type type = TypeReader.read(cast.getType())
                .orElseThrow(() -> Errors.at(
                        cast, StandardErrorCode.TYPE_MISMATCH, "Unknown type: %s", TypeReader.text(cast.getType())));
        if (type == Type.Simple.UNKNOWN) {
            throw Errors.at(cast, StandardErrorCode.TYPE_MISMATCH, "UNKNOWN is not a valid type");
        }
        Expression value = expressions.expect(expressions.analyze(cast.getExpression()), type);
        if (!allowed(value.type(), type)) {
            throw Errors.at(cast, StandardErrorCode.TYPE_MISMATCH, "Cannot cast %s to %s", value.type(), type);
        }
        return value.type().equals(type) ? value : new Expression.Cast(distant(value), type, cast.isSafe());
    }

    /** A literal of nanoseconds that the kernel's type for them cannot hold, as the text that it is written as. */
    private static Expression distant(Expression value) {
        if (!(value instanceof Expression.Constant(LocalDateTime time, Type.Timestamp(int precision)))
                || precision <= MICROSECOND_DIGITS
                || time.getYear() > FIRST_NANOSECOND_YEAR && time.getYear() < LAST_NANOSECOND_YEAR) {
            return value;
        }
        return new Expression.Constant(time.toString().replace('T', ' '), Type.Varchar.UNBOUNDED);
    }

    public static boolean allowed(Type from, Type to) {
        if (from.equals(to)
                || from == Type.Simple.UNKNOWN
                || io.skein.coordinator.function.Coercions.canCoerce(from, to)) {
            return true;
        }
        if (to == Type.Simple.JSON) {
            return toJson(from);
        }
        if (from == Type.Simple.JSON) {
            return fromJson(to);
        }
        return switch (from) {
            case Type.Row row when to instanceof Type.Row target -> rows(row, target);
            case Type.Array array -> to instanceof Type.Array target && allowed(array.element(), target.element());
            case Type.MapOf map ->
                to instanceof Type.MapOf target
                        && allowed(map.key(), target.key())
                        && allowed(map.value(), target.value());
            case Type.QDigest _ -> to == Type.Simple.VARBINARY;
            case Type.Varchar _ -> fromText(to);
            case Type.Char _ -> isText(to);
            case Type.Simple simple -> fromSimple(simple, to);
            case Type.Decimal _ -> isNumber(to) || to instanceof Type.Varchar || to == Type.Simple.BOOLEAN;
            case Type.Time _, Type.TimeWithTimeZone _ -> to instanceof Type.Varchar || isTime(to) || isTimestamp(to);
            case Type.Timestamp _, Type.TimestampWithTimeZone _ ->
                to instanceof Type.Varchar || isTime(to) || isTimestamp(to) || to == Type.Simple.DATE;
            default -> false;
        };
    }

    private static boolean fromSimple(Type.Simple from, Type to) {
        return switch (from) {
            case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE ->
                isNumber(to) || to instanceof Type.Varchar || to == Type.Simple.BOOLEAN;
            case DATE -> to instanceof Type.Varchar || isTimestamp(to);
            case INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> to instanceof Type.Varchar;
            case UUID, IPADDRESS -> to instanceof Type.Varchar || to == Type.Simple.VARBINARY;
            case VARBINARY -> to == Type.Simple.UUID || to == Type.Simple.IPADDRESS || opaque(to);
            case HYPER_LOG_LOG, P4_HYPER_LOG_LOG, TDIGEST, SET_DIGEST -> to == Type.Simple.VARBINARY;
            case JSON, UNKNOWN -> false;
        };
    }

    private static boolean opaque(Type type) {
        return type instanceof Type.QDigest || type instanceof Type.Simple simple && !simple.comparable();
    }

    private static boolean fromText(Type to) {
        return isNumber(to)
                || isText(to)
                || isTime(to)
                || isTimestamp(to)
                || List.of(
                                Type.Simple.BOOLEAN,
                                Type.Simple.DATE,
                                Type.Simple.VARBINARY,
                                Type.Simple.UUID,
                                Type.Simple.IPADDRESS)
                        .contains(to);
    }

    private static boolean toJson(Type from) {
        return switch (from) {
            case Type.Array array -> toJson(array.element());
            case Type.MapOf map
            when map.key() == Type.Simple.DATE || map.key() instanceof Type.Timestamp ->
                throw new SkeinException(
                        StandardErrorCode.INVALID_CAST_ARGUMENT, "Cannot cast " + map.displayName() + " to JSON");
            case Type.MapOf map ->
                (isText(map.key()) || isNumber(map.key()) || map.key() == Type.Simple.BOOLEAN) && toJson(map.value());
            case Type.Row row -> row.fields().stream().allMatch(field -> toJson(field.type()));
            case Type.Timestamp _, Type.Varchar _, Type.Decimal _ -> true;
            case Type.Simple simple ->
                isNumber(from)
                        || List.of(Type.Simple.BOOLEAN, Type.Simple.DATE, Type.Simple.JSON, Type.Simple.UNKNOWN)
                                .contains(simple);
            default -> false;
        };
    }

    private static boolean fromJson(Type to) {
        return switch (to) {
            case Type.Array array -> fromJson(array.element());
            case Type.MapOf map ->
                (isText(map.key()) || isNumber(map.key()) || map.key() == Type.Simple.BOOLEAN) && fromJson(map.value());
            case Type.Row row -> row.fields().stream().allMatch(field -> fromJson(field.type()));
            case Type.Varchar _, Type.Decimal _ -> true;
            default -> isNumber(to) || to == Type.Simple.BOOLEAN || to == Type.Simple.JSON;
        };
    }

    private static boolean rows(Type.Row from, Type.Row to) {
        if (from.fields().size() != to.fields().size()) {
            return false;
        }
        for (int i = 0; i < from.fields().size(); i++) {
            if (!allowed(from.fields().get(i).type(), to.fields().get(i).type())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(Type type) {
        return NUMBERS.contains(type) || type instanceof Type.Decimal;
    }

    private static boolean isText(Type type) {
        return type instanceof Type.Varchar || type instanceof Type.Char;
    }

    private static boolean isTime(Type type) {
        return type instanceof Type.Time || type instanceof Type.TimeWithTimeZone;
    }

    private static boolean isTimestamp(Type type) {
        return type instanceof Type.Timestamp || type instanceof Type.TimestampWithTimeZone;
    }
}
