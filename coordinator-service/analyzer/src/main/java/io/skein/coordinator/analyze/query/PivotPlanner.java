package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.parse.Pivot;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.AutoGroupBy;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Select;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Plans PIVOT as the aggregation that it stands for: each aggregate once for each value, filtered to the rows that have the value. */
final class PivotPlanner {
    private final PlanContext statement;
    private final QueryEnvironment environment;
    private final AstSearch search;

    PivotPlanner(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
        this.search = new AstSearch(statement.functions());
    }

    RelationPlan plan(Pivot pivot, Node node) {
        pivot.groupBy().ifPresent(PivotPlanner::requireExpressions);
        pivot.columns().forEach(PivotPlanner::requireColumn);
        PivotColumns columns = new PivotColumns(pivot, search);
        List<SelectItem> items = new ArrayList<>(groups(pivot));
        for (SelectItem value : pivot.values()) {
            items.addAll(columns.of(single(value, "value")));
        }
        requireDistinct(items);
        NodeLocation place = node.getLocation().orElse(new NodeLocation(1, 1));
        return new SelectPlanner(statement, environment)
                .plan(new QuerySpecification(
                        place,
                        new Select(place, false, items),
                        Optional.of(pivot.input()),
                        Optional.empty(),
                        pivot.groupBy(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    static SingleColumn single(SelectItem item, String role) {
        if (item instanceof SingleColumn column) {
            return column;
        }
        throw Errors.at(item, StandardErrorCode.SYNTAX_ERROR, "PIVOT %s must be an expression", role);
    }

    private static List<SelectItem> groups(Pivot pivot) {
        Set<Expression> expressions = new LinkedHashSet<>();
        pivot.groupBy().stream()
                .flatMap(groupBy -> groupBy.getGroupingElements().stream())
                .map(GroupingElement::getExpressions)
                .forEach(expressions::addAll);
        return expressions.stream().<SelectItem>map(SingleColumn::new).toList();
    }

    private static void requireExpressions(GroupBy groupBy) {
        for (GroupingElement element : groupBy.getGroupingElements()) {
            if (element instanceof AutoGroupBy) {
                throw Errors.notSupported(element, "GROUP BY AUTO requires a SELECT list");
            }
            for (Expression expression : element.getExpressions()) {
                if (expression instanceof LongLiteral) {
                    throw Errors.at(
                            expression,
                            StandardErrorCode.INVALID_COLUMN_REFERENCE,
                            "GROUP BY position %s requires a SELECT list",
                            expression);
                }
            }
        }
    }

    private static void requireColumn(Expression column) {
        if (!(column instanceof Identifier || column instanceof DereferenceExpression)) {
            throw Errors.at(
                    column,
                    StandardErrorCode.INVALID_COLUMN_REFERENCE,
                    "PIVOT column must be a column reference: %s",
                    column);
        }
    }

    private static void requireDistinct(List<SelectItem> items) {
        Set<String> names = new HashSet<>();
        for (SelectItem item : items) {
            Optional<String> name = SelectList.name((SingleColumn) item);
            if (name.isPresent() && !names.add(name.get().toLowerCase(Locale.ENGLISH))) {
                throw duplicate(item, name.get());
            }
        }
    }

    private static SkeinException duplicate(SelectItem item, String name) {
        return Errors.at(
                item, StandardErrorCode.DUPLICATE_COLUMN_NAME, "PIVOT produces duplicate output column name: %s", name);
    }
}
