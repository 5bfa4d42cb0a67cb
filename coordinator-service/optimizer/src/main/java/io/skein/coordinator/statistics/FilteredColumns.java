package io.skein.coordinator.statistics;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.IsNull;
import io.skein.coordinator.expression.Expression.Logical;
import io.skein.coordinator.expression.Expression.LogicalOperator;
import io.skein.coordinator.expression.Expression.Not;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import java.util.HashMap;
import java.util.Map;

/** What a condition tells of the columns that it compares with constants: their range, and that they are not NULL. */
final class FilteredColumns {
    private final Map<Symbol, ColumnEstimate> columns;

    private FilteredColumns(Map<Symbol, ColumnEstimate> columns) {
        this.columns = new HashMap<>(columns);
    }

    /** The columns of the rows that the condition lets pass. */
    static Map<Symbol, ColumnEstimate> of(Expression condition, Map<Symbol, ColumnEstimate> columns) {
        FilteredColumns filtered = new FilteredColumns(columns);
        filtered.narrow(condition);
        return filtered.columns;
    }

    private void narrow(Expression condition) {
        switch (condition) {
            case Logical(LogicalOperator operator, var terms)
            when operator == LogicalOperator.AND -> terms.forEach(this::narrow);
            case Comparison(var operator, Expression.Constant value, Reference column) ->
                narrow(new Comparison(operator.flipped(), column, value));
            case Comparison(var operator, Reference(Symbol column), Expression.Constant value) ->
                compare(operator, column, Selectivity.number(value));
            case Between(Reference(Symbol column), Expression low, Expression high) ->
                within(column, Selectivity.number(low), Selectivity.number(high));
            case Not(IsNull(Reference(Symbol column))) -> within(column, Double.NaN, Double.NaN);
            case IsNull(Reference(Symbol column)) ->
                columns.computeIfPresent(
                        column, (_, known) -> new ColumnEstimate(0, 1, Double.NaN, Double.NaN, known.averageBytes()));
            default -> {}
        }
    }

    private void compare(Expression.ComparisonOperator operator, Symbol column, double value) {
        switch (operator) {
            case EQUAL -> within(column, value, value);
            case LESS_THAN, LESS_THAN_OR_EQUAL -> within(column, Double.NaN, value);
            case GREATER_THAN, GREATER_THAN_OR_EQUAL -> within(column, value, Double.NaN);
            case NOT_EQUAL -> within(column, Double.NaN, Double.NaN);
            case IS_DISTINCT_FROM -> {}
        }
    }

    /** A bound that is NaN says nothing. */
    private void within(Symbol column, double low, double high) {
        columns.computeIfPresent(column, (_, known) -> known.between(low, high));
    }
}
