package io.skein.coordinator.analyze.session;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.constant.ConstantValues;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of session properties as the text that sessions carry. */
final class SessionPropertyText {
    private SessionPropertyText() {}

    /** The constant as text of a property of the type; empty for NULL. */
    static Optional<String> of(Expression value, Type type) {
        return switch (value) {
            case Expression.Constant(Object text, Type _)
            when !(text instanceof Number) -> Optional.of(text.toString());
            case Expression.ArrayConstructor array -> list(array);
            case Expression.Cast cast when cast.type() instanceof Type.Array -> of(cast.value(), type);
            default -> ConstantValues.number(value).map(number -> number(number, type));
        };
    }

    private static String number(BigDecimal number, Type type) {
        return type == Type.Simple.DOUBLE ? Double.toString(number.doubleValue()) : number.toPlainString();
    }

    /** A list of texts, in JSON. */
    private static Optional<String> list(Expression.ArrayConstructor array) {
        List<String> elements = new ArrayList<>();
        for (Expression element : array.elements()) {
            Optional<String> text = of(element, Type.Varchar.UNBOUNDED);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            elements.add(quoted(text.get()));
        }
        return Optional.of("[" + String.join(",", elements) + "]");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
