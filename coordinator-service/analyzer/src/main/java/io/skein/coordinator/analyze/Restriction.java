package io.skein.coordinator.analyze;

import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.StringLiteral;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Columns that a WHERE pins to one text; tables that list metadata need not look further than that. */
final class Restriction {
    static final Restriction NONE = new Restriction(Map.of());

    private final Map<String, String> values;

    private Restriction(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    static Restriction of(Node where) {
        Map<String, String> values = new HashMap<>();
        collect(where, values);
        return new Restriction(values);
    }

    private static void collect(Node node, Map<String, String> values) {
        if (node instanceof LogicalExpression logical && logical.getOperator() == LogicalExpression.Operator.AND) {
            logical.getTerms().forEach(term -> collect(term, values));
        } else if (node instanceof ComparisonExpression comparison
                && comparison.getOperator() == ComparisonExpression.Operator.EQUAL
                && comparison.getLeft() instanceof Identifier column
                && comparison.getRight() instanceof StringLiteral literal) {
            values.put(column.getValue().toLowerCase(Locale.ENGLISH), literal.getValue());
        }
    }

    /** The value that the column is pinned to. */
    Optional<String> value(String column) {
        return Optional.ofNullable(values.get(column));
    }

    /** Whether rows with this value in the column may be asked for. */
    boolean allows(String column, String value) {
        return values.getOrDefault(column, value).equals(value);
    }
}
