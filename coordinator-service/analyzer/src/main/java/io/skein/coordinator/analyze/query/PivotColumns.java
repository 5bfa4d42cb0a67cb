package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.parse.Pivot;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.ExpressionFormatter;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.ExpressionRewriter;
import io.trino.sql.tree.ExpressionTreeRewriter;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns that a PIVOT makes for one value: their names, and their aggregates filtered to the value. */
final class PivotColumns {
    private final Pivot pivot;
    private final AstSearch search;
    private final List<SingleColumn> aggregations;

    PivotColumns(Pivot pivot, AstSearch search) {
        this.pivot = pivot;
        this.search = search;
        this.aggregations = pivot.aggregations().stream()
                .map(item -> PivotPlanner.single(item, "aggregation"))
                .toList();
        aggregations.forEach(this::requireAggregate);
    }

    private void requireAggregate(SingleColumn aggregation) {
        if (aggregations.size() > 1 && aggregation.getAlias().isEmpty()) {
            throw Errors.at(
                    aggregation,
                    StandardErrorCode.MISSING_COLUMN_ALIASES,
                    "PIVOT with multiple aggregations requires an alias for each aggregation");
        }
        List<Expression> expression = List.of(aggregation.getExpression());
        List<Node> others = new ArrayList<>(search.windowCalls(expression));
        others.addAll(search.measures(expression));
        others.addAll(search.groupings(expression));
        if (!others.isEmpty()) {
            throw Errors.at(
                    others.getFirst(),
                    StandardErrorCode.NOT_SUPPORTED,
                    "PIVOT aggregation cannot contain window functions or grouping operations: %s",
                    others);
        }
        if (search.aggregates(expression).isEmpty()) {
            throw Errors.at(
                    aggregation,
                    StandardErrorCode.EXPRESSION_NOT_AGGREGATE,
                    "'%s' must be an aggregate expression or appear in GROUP BY clause",
                    aggregation.getExpression());
        }
    }

    List<SelectItem> of(SingleColumn value) {
        search.requireScalar("PIVOT IN clause", value.getExpression());
        List<Expression> parts = parts(value.getExpression());
        String name = value.getAlias()
                .map(Identifier::getValue)
                .orElseGet(() -> parts.stream()
                        .map(ExpressionFormatter::formatExpression)
                        .collect(Collectors.joining("_")));
        NodeLocation place = value.getLocation().orElse(new NodeLocation(1, 1));
        List<SelectItem> items = new ArrayList<>();
        for (SingleColumn aggregation : aggregations) {
            String full = aggregation
                    .getAlias()
                    .map(alias -> name + "_" + alias.getValue())
                    .orElse(name);
            Expression filtered = ExpressionTreeRewriter.rewriteWith(new Filtering(parts), aggregation.getExpression());
            items.add(new SingleColumn(place, filtered, Optional.of(new Identifier(full, true))));
        }
        return items;
    }

    private List<Expression> parts(Expression value) {
        int columns = pivot.columns().size();
        List<Expression> parts = value instanceof Row row && columns > 1 ? row.getItems() : List.of(value);
        if (parts.size() != columns) {
            throw Errors.at(
                    value,
                    StandardErrorCode.INVALID_ARGUMENTS,
                    "Number of pivot values (%s) does not match number of pivot columns (%s)",
                    parts.size(),
                    columns);
        }
        return parts;
    }

    /** Gives each aggregate the condition, beside the filter that it has. */
    private final class Filtering extends ExpressionRewriter<Void> {
        private final List<Expression> value;

        Filtering(List<Expression> value) {
            this.value = value;
        }

        @Override
        public @Nullable Expression rewriteFunctionCall(
                FunctionCall call, Void context, ExpressionTreeRewriter<Void> rewriter) {
            if (!search.isAggregate(call)) {
                return null;
            }
            List<Expression> terms = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                terms.add(new ComparisonExpression(
                        value.get(i).getLocation().orElse(new NodeLocation(1, 1)),
                        ComparisonExpression.Operator.EQUAL,
                        pivot.columns().get(i),
                        value.get(i)));
            }
            call.getFilter().ifPresent(terms::add);
            Expression filter = terms.size() == 1
                    ? terms.getFirst()
                    : new LogicalExpression(
                            call.getLocation().orElse(new NodeLocation(1, 1)), LogicalExpression.Operator.AND, terms);
            return new FunctionCall(
                    call.getLocation(),
                    call.getName(),
                    call.getWindow(),
                    Optional.of(filter),
                    call.getOrderBy(),
                    call.isDistinct(),
                    call.getNullTreatment(),
                    call.getProcessingMode(),
                    call.getArguments());
        }
    }
}
