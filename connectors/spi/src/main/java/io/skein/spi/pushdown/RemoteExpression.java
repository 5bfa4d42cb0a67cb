package io.skein.spi.pushdown;

import io.skein.spi.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scalar expression over a table's columns, with Trino's meaning. */
public sealed interface RemoteExpression {
    Type type();

    /** A column by its name. */
    record Column(String name, Type type) implements RemoteExpression {}

    /** A literal, in the Java forms of {@link io.skein.spi.connector.Domain}; null for NULL. */
    record Constant(@Nullable Object value, Type type) implements RemoteExpression {}

    /** A function by Trino's lower-case name, or one of {@link Operators}. */
    record Call(String function, List<RemoteExpression> arguments, Type type) implements RemoteExpression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
