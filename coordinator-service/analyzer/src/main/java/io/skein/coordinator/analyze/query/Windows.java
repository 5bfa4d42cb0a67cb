package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The WINDOW clause, and OVER with the parts that it takes from a named window. */
final class Windows {
    private final Map<String, Specification> named = new HashMap<>();

    Windows(List<WindowDefinition> definitions) {
        for (WindowDefinition definition : definitions) {
            String name = definition.getName().getValue().toLowerCase(Locale.ENGLISH);
            if (named.containsKey(name)) {
                throw Errors.at(
                        definition,
                        StandardErrorCode.DUPLICATE_WINDOW_NAME,
                        "WINDOW name '%s' specified more than once",
                        definition.getName().getValue());
            }
            named.put(name, specification(definition.getWindow()));
        }
    }

    Specification of(Window window) {
        return switch (window) {
            case WindowReference reference -> find(reference.getName().getValue(), reference.getName());
            case WindowSpecification specification -> specification(specification);
            default -> throw new IllegalArgumentException("Unknown window: " + window);
        };
    }

    private Specification find(String name, Node node) {
        Specification specification = named.get(name.toLowerCase(Locale.ENGLISH));
        if (specification == null) {
            throw Errors.at(node, StandardErrorCode.INVALID_WINDOW_REFERENCE, "Cannot resolve WINDOW name %s", name);
        }
        return specification;
    }

    private Specification specification(WindowSpecification window) {
        if (window.getExistingWindowName().isEmpty()) {
            return new Specification(window, window.getPartitionBy(), window.getOrderBy(), window.getFrame());
        }
        Specification base = find(
                window.getExistingWindowName().get().getValue(),
                window.getExistingWindowName().get());
        if (!window.getPartitionBy().isEmpty()) {
            throw Errors.at(
                    window.getPartitionBy().getFirst(),
                    StandardErrorCode.INVALID_PARTITION_BY,
                    "WINDOW specification with named WINDOW reference cannot specify PARTITION BY");
        }
        if (base.orderBy().isPresent() && window.getOrderBy().isPresent()) {
            throw Errors.at(
                    window.getOrderBy().get(),
                    StandardErrorCode.INVALID_ORDER_BY,
                    "Cannot specify ORDER BY if referenced named WINDOW specifies ORDER BY");
        }
        if (base.frame().isPresent()) {
            throw Errors.at(
                    window.getExistingWindowName().get(),
                    StandardErrorCode.INVALID_WINDOW_REFERENCE,
                    "Cannot reference named WINDOW containing frame specification");
        }
        return new Specification(window, base.partitionBy(), base.orderBy().or(window::getOrderBy), window.getFrame());
    }

    /** A window with all that it consists of. */
    record Specification(
            Node node, List<Expression> partitionBy, Optional<OrderBy> orderBy, Optional<WindowFrame> frame) {}
}
