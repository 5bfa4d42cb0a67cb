package io.skein.coordinator.dispatch;

import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.spi.type.Type;
import java.util.List;

/**
 * What a statement answers and takes.
 *
 * @param columns none for a statement that answers a row count or nothing
 * @param parameters the types of its {@code ?}, UNKNOWN where nothing tells
 */
public record Description(List<OutputColumn> columns, List<Type> parameters) {
    public Description {
        columns = List.copyOf(columns);
        parameters = List.copyOf(parameters);
    }
}
