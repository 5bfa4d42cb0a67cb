package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.spi.type.Type;
import java.util.Collection;
import java.util.stream.Collectors;

/** How names and keys look in kernel SQL. */
final class Names {
    private Names() {}

    static String quoted(String name) {
        return KernelText.identifier(name);
    }

    static String quoted(Symbol symbol) {
        return quoted(symbol.name());
    }

    static String list(Collection<Symbol> symbols) {
        return symbols.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }

    /** What values of the type are compared, grouped, ordered and hashed by. */
    static String key(Type type, String operand) {
        return ExpressionWriter.key(operand, type);
    }

    /** Whether values that are equal may look different. */
    static boolean keyed(Type type) {
        return type instanceof Type.TimestampWithTimeZone
                || type instanceof Type.TimeWithTimeZone
                || type instanceof Type.MapOf;
    }
}
