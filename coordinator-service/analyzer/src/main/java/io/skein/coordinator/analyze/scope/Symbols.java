package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.spi.type.Type;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Hands out symbols that are unique in one plan, named after what they hold. */
public final class Symbols {
    private static final int MAXIMUM_HINT = 40;

    private final Map<String, Integer> taken = new HashMap<>();

    public Symbol create(String hint, Type type) {
        return new Symbol(name(hint), type);
    }

    public Symbol create(Expression expression) {
        return create(hint(expression), expression.type());
    }

    /** A name for a lambda's parameter or a recursion. */
    public String name(String hint) {
        String base = plain(hint);
        int count = taken.merge(base, 1, Integer::sum);
        return count == 1 ? base : name(base + "_" + count);
    }

    private static String hint(Expression expression) {
        return switch (expression) {
            case Expression.Reference reference -> reference.symbol().name();
            case Expression.Call call -> call.function().name();
            case Expression.Cast cast -> hint(cast.value());
            default -> "expr";
        };
    }

    private static String plain(String hint) {
        StringBuilder text = new StringBuilder();
        for (char each : hint.toLowerCase(Locale.ROOT).toCharArray()) {
            if (text.length() < MAXIMUM_HINT && (each == '_' || (each < 128 && Character.isLetterOrDigit(each)))) {
                text.append(each);
            }
        }
        return text.isEmpty() || Character.isDigit(text.charAt(0)) ? "c_" + text : text.toString();
    }
}
