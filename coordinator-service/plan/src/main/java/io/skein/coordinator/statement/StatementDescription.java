package io.skein.coordinator.statement;

import io.skein.spi.type.Type;
import java.util.List;

/**
 * A statement that may have {@code ?} in it, planned without their values: not to be run.
 *
 * @param parameters the type that the place of each {@code ?} asks for, UNKNOWN where it asks for none
 */
public record StatementDescription(StatementPlan plan, List<Type> parameters) {
    public StatementDescription {
        parameters = List.copyOf(parameters);
    }
}
