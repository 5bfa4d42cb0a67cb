package io.skein.spi.connector;

import io.skein.spi.type.Type;
import java.util.List;

/**
 * Something that a source can be told to do.
 *
 * @param schema where it is found, of a procedure of {@link Form#CALL} or {@link Form#FUNCTION}; empty of the others
 * @param name in upper case
 */
public record Procedure(Form form, String schema, String name, List<Argument> arguments) {
    public Procedure {
        arguments = List.copyOf(arguments);
    }

    /** How it is told. */
    public enum Form {
        CALL,
        /** {@code TABLE(...)} in FROM. */
        FUNCTION,
        /** {@code ALTER TABLE ... EXECUTE}, of the table as a whole. */
        TABLE,
        /** {@code ALTER TABLE ... EXECUTE}: reads rows of the table and writes them anew; may have WHERE. */
        REWRITE
    }

    /** @param name in upper case for {@link Form#CALL} and {@link Form#FUNCTION}, else in lower case */
    public record Argument(String name, Type type, boolean required) {}
}
