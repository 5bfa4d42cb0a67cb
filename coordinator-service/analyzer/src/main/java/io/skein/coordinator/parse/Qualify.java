package io.skein.coordinator.parse;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.WindowDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The WINDOW and QUALIFY clauses of a SELECT.
 *
 * @param windows the named windows
 * @param condition what rows must meet after the window functions have been computed
 */
public record Qualify(List<WindowDefinition> windows, Optional<Expression> condition) {
    public Qualify {
        windows = List.copyOf(windows);
    }

    public static Qualify of(QuerySpecification select) {
        List<WindowDefinition> windows = new ArrayList<>();
        Optional<Expression> condition = Optional.empty();
        for (WindowDefinition definition : select.getWindows()) {
            if (definition.getName().getValue().equals(QualifyClause.MARKER)) {
                condition = Optional.of(definition.getWindow().getPartitionBy().getFirst());
            } else {
                windows.add(definition);
            }
        }
        return new Qualify(windows, condition);
    }
}
