package io.skein.coordinator.parse;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.MeasureDefinition;
import io.trino.sql.tree.PatternRecognitionRelation;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.SubqueryExpression;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A PIVOT.
 *
 * @param aggregations what is computed for each value
 * @param columns the columns whose values are looked for
 * @param values the values, rows of values if there are several columns
 */
public record Pivot(
        Relation input,
        List<SelectItem> aggregations,
        List<Expression> columns,
        List<SelectItem> values,
        Optional<GroupBy> groupBy) {
    public Pivot {
        aggregations = List.copyOf(aggregations);
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }

    /** The pivot that the relation stands for, if it is no row pattern. */
    public static Optional<Pivot> of(PatternRecognitionRelation relation) {
        return relation.getMeasures().stream()
                .filter(measure -> measure.getName().getValue().equals(PivotClause.MARKER))
                .map(MeasureDefinition::getExpression)
                .filter(SubqueryExpression.class::isInstance)
                .map(query -> ((SubqueryExpression) query).getQuery().getQueryBody())
                .map(QuerySpecification.class::cast)
                .map(query -> of(relation.getInput(), query))
                .findFirst();
    }

    private static Pivot of(Relation input, QuerySpecification query) {
        List<SelectItem> items = query.getSelect().getSelectItems();
        int place = items.stream().map(isColumns()::test).toList().indexOf(true);
        FunctionCall columns = (FunctionCall) ((SingleColumn) items.get(place)).getExpression();
        return new Pivot(
                input,
                items.subList(0, place),
                columns.getArguments(),
                items.subList(place + 1, items.size()),
                query.getGroupBy());
    }

    private static Predicate<SelectItem> isColumns() {
        return item -> item instanceof SingleColumn column
                && column.getExpression() instanceof FunctionCall call
                && call.getName().getSuffix().equals(PivotClause.FOR);
    }
}
