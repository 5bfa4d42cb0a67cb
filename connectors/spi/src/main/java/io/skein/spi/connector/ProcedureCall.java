package io.skein.spi.connector;

import io.skein.spi.type.Type;
import java.util.Map;
import java.util.Optional;

/**
 * A call of a {@link Procedure}.
 *
 * @param arguments by their names; those that are NULL or not given are absent
 * @param session the session's properties of the catalog
 */
public record ProcedureCall(String schema, String name, Map<String, Value> arguments, Map<String, String> session) {
    public ProcedureCall {
        arguments = Map.copyOf(arguments);
        session = Map.copyOf(session);
    }

    /** @param value in the Java form of the coordinator's constants */
    public record Value(Type type, Object value) {}

    public Optional<String> text(String argument) {
        return Optional.ofNullable(arguments.get(argument)).map(given -> (String) given.value());
    }

    public Optional<Long> number(String argument) {
        return Optional.ofNullable(arguments.get(argument)).map(given -> (Long) given.value());
    }

    public Optional<Boolean> flag(String argument) {
        return Optional.ofNullable(arguments.get(argument)).map(given -> (Boolean) given.value());
    }
}
