package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.expression.Expression;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Puts in the casts that coercions stand for; literals take the wider type themselves. */
public final class Conversions {
    private Conversions() {}

    /** The expression as a value of the type; that it may be coerced has been found before. */
    public static Expression coerce(Expression expression, Type type) {
        if (expression.type().equals(type)) {
            return expression;
        }
        if (expression instanceof Expression.Constant constant) {
            Expression converted = convert(constant, type);
            if (converted != null) {
                return converted;
            }
        }
        return new Expression.Cast(expression, type, false);
    }

    private static Expression.@Nullable Constant convert(Expression.Constant constant, Type type) {
        Object value = constant.value();
        if (value == null) {
            return new Expression.Constant(null, type);
        }
        return switch (type) {
            case Type.Simple simple -> simple(value, simple);
            case Type.Decimal decimal
            when value instanceof Long number ->
                fitting(BigDecimal.valueOf(number).setScale(decimal.scale()), decimal);
            case Type.Decimal decimal
            when value instanceof BigDecimal number && number.scale() <= decimal.scale() ->
                fitting(number.setScale(decimal.scale(), RoundingMode.UNNECESSARY), decimal);
            case Type.Varchar varchar
            when value instanceof String text && constant.type() instanceof Type.Varchar ->
                varchar.length().isEmpty() || varchar.length().getAsInt() >= text.codePointCount(0, text.length())
                        ? new Expression.Constant(text, type)
                        : null;
            default -> null;
        };
    }

    private static Expression.@Nullable Constant simple(Object value, Type.Simple type) {
        return switch (type) {
            case SMALLINT, INTEGER, BIGINT -> value instanceof Long ? new Expression.Constant(value, type) : null;
            case DOUBLE ->
                value instanceof Long || value instanceof BigDecimal
                        ? new Expression.Constant(((Number) value).doubleValue(), type)
                        : null;
            default -> null;
        };
    }

    private static Expression.@Nullable Constant fitting(BigDecimal value, Type.Decimal type) {
        return value.precision() <= type.precision() ? new Expression.Constant(value, type) : null;
    }
}
