package io.skein.coordinator.function;

import io.skein.spi.type.Type;
import java.util.List;
import java.util.stream.Collectors;

/** A parameter's type in a signature, with its variables. {@link #text()} is how Trino writes it in messages. */
sealed interface TypePattern {
    String text();

    /** A type without variables. */
    record Exact(Type type, String text) implements TypePattern {}

    /** A type variable; its name is upper case, its text may be either. */
    record Variable(String name, String text) implements TypePattern {}

    /** A type of one base with free lengths or precisions, {@code varchar(x)}; equal texts are bound to one type. */
    record Sized(String base, String text) implements TypePattern {}

    /** A pattern, path or set of characters given as text: {@code joniregexp}, {@code jsonpath}, {@code codepoints}. */
    record Textual(String text) implements TypePattern {}

    /** Any value, each argument of its own type. */
    record Anything(String text) implements TypePattern {}

    record ArrayOf(TypePattern element, String text) implements TypePattern {}

    record MapOf(TypePattern key, TypePattern value, String text) implements TypePattern {}

    /** A row of these fields, or any row where there are none. */
    record RowOf(List<TypePattern> fields) implements TypePattern {
        @Override
        public String text() {
            return fields.isEmpty()
                    ? "row"
                    : fields.stream().map(TypePattern::text).collect(Collectors.joining(",", "row(", ")"));
        }
    }

    record FunctionOf(List<TypePattern> arguments, TypePattern result) implements TypePattern {
        @Override
        public String text() {
            return arguments.stream().map(TypePattern::text).collect(Collectors.joining(",", "function(", ","))
                    + result.text() + ")";
        }
    }
}
