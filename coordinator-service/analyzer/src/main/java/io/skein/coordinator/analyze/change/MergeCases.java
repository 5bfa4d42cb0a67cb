package io.skein.coordinator.analyze.change;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.RowChange;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.MergeCase;
import io.trino.sql.tree.MergeInsert;
import io.trino.sql.tree.MergeUpdate;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The WHEN clauses of a MERGE. */
final class MergeCases {
    private final PlanContext statement;
    private final Merge merge;
    private final ChangedTable table;
    private final ExpressionContext context;

    /** @param context of the table's and the source's columns */
    MergeCases(PlanContext statement, Merge merge, ChangedTable table, ExpressionContext context) {
        this.statement = statement;
        this.merge = merge;
        this.table = table;
        this.context = context;
    }

    List<Planned> plan() {
        List<Planned> cases = new ArrayList<>();
        for (MergeCase clause : merge.getMergeCases()) {
            cases.add(plan(clause, cases.size()));
        }
        return cases;
    }

    private Planned plan(MergeCase clause, int number) {
        List<ColumnMetadata> columns = columns(clause);
        Optional<Expression> condition = clause.getExpression().map(this::condition);
        List<Expression> given =
                clause.getSetExpressions().stream().map(context::analyze).toList();
        for (int i = 0; i < columns.size(); i++) {
            if (!WritePlanner.storable(given.get(i).type(), columns.get(i))) {
                throw Errors.at(
                        clause,
                        StandardErrorCode.TYPE_MISMATCH,
                        "MERGE table column types don't match for MERGE case %s, SET expressions: Table: %s, Expressions: %s",
                        number,
                        columns.stream().map(ColumnMetadata::type).toList(),
                        given.stream().map(Expression::type).toList());
            }
        }
        Set<String> names = columns.stream().map(ColumnMetadata::name).collect(Collectors.toSet());
        return switch (clause) {
            case MergeInsert _ -> new Planned(RowChange.INSERT, condition, inserted(columns, given), names);
            case MergeUpdate _ -> new Planned(RowChange.UPDATE, condition, updated(columns, given), names);
            default -> new Planned(RowChange.DELETE, condition, Map.of(), Set.of());
        };
    }

    private List<ColumnMetadata> columns(MergeCase clause) {
        List<ColumnMetadata> all = List.copyOf(table.columns().keySet());
        List<String> names =
                clause instanceof MergeInsert && clause.getSetColumns().isEmpty()
                        ? all.stream().map(ColumnMetadata::name).toList()
                        : names(clause.getSetColumns());
        if (names.size() != clause.getSetExpressions().size()) {
            throw new SkeinException(
                    StandardErrorCode.GENERIC_INTERNAL_ERROR,
                    "Number of merge columns (%s) isn't equal to number of expressions (%s)"
                            .formatted(names.size(), clause.getSetExpressions().size()));
        }
        List<ColumnMetadata> columns = new ArrayList<>();
        for (String name : names) {
            ColumnMetadata column = all.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Errors.at(
                            merge,
                            StandardErrorCode.COLUMN_NOT_FOUND,
                            "Merge column name does not exist in target table: %s",
                            name));
            if (columns.contains(column)) {
                throw Errors.at(
                        merge,
                        StandardErrorCode.DUPLICATE_COLUMN_NAME,
                        "Merge column name is specified more than once: %s",
                        name);
            }
            columns.add(column);
        }
        return columns;
    }

    private Expression condition(Node node) {
        Expression condition = context.analyze(node);
        if (condition.type() != Type.Simple.BOOLEAN && condition.type() != Type.Simple.UNKNOWN) {
            throw Errors.at(
                    node,
                    StandardErrorCode.TYPE_MISMATCH,
                    "WHERE clause predicate must evaluate to a boolean: actual type %s",
                    condition.type());
        }
        return Conversions.coerce(condition, Type.Simple.BOOLEAN);
    }

    /** What is left out is NULL. */
    private Map<ColumnMetadata, Expression> inserted(List<ColumnMetadata> columns, List<Expression> given) {
        StoredValues stored = new StoredValues(statement, merge);
        Map<ColumnMetadata, Expression> values = new LinkedHashMap<>();
        for (ColumnMetadata column : table.columns().keySet()) {
            int place = columns.indexOf(column);
            Expression value = place < 0 ? new Expression.Constant(null, column.type()) : given.get(place);
            values.put(column, stored.stored(value, column));
        }
        return values;
    }

    /** What is left out stays. */
    private Map<ColumnMetadata, Expression> updated(List<ColumnMetadata> columns, List<Expression> given) {
        StoredValues stored = new StoredValues(statement, merge);
        Map<ColumnMetadata, Expression> values = new LinkedHashMap<>();
        for (Map.Entry<ColumnMetadata, Symbol> column : table.columns().entrySet()) {
            int place = columns.indexOf(column.getKey());
            values.put(
                    column.getKey(),
                    place < 0 ? column.getValue().reference() : stored.stored(given.get(place), column.getKey()));
        }
        return values;
    }

    private static List<String> names(List<io.trino.sql.tree.Identifier> columns) {
        return columns.stream()
                .map(column -> column.getValue().toLowerCase(Locale.ENGLISH))
                .toList();
    }

    /**
     * One clause.
     *
     * @param values of the row that it puts in; none where it only takes one away
     * @param named the columns that it gives values
     */
    record Planned(
            RowChange change,
            Optional<Expression> condition,
            Map<ColumnMetadata, Expression> values,
            Set<String> named) {}
}
