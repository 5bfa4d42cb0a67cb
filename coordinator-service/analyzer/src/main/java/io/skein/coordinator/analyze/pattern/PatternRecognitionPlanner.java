package io.skein.coordinator.analyze.pattern;

import io.skein.coordinator.analyze.expression.ConditionPlanner;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.expression.Matching;
import io.skein.coordinator.analyze.query.Ordering;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.RowColumns;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.PatternSearch;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.PatternRecognitionRelation;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.SortItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans MATCH_RECOGNIZE (SQL:2016 R010). */
public final class PatternRecognitionPlanner {
    private final PlanContext statement;
    private final QueryEnvironment environment;

    public PatternRecognitionPlanner(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
    }

    public RelationPlan plan(PatternRecognitionRelation relation, RelationPlan input) {
        requireDistinctNames(relation, input.scope());
        List<Field> keys = relation.getPartitionBy().stream()
                .map(key -> partitionKey(key, input.scope()))
                .toList();
        List<SortItem> items = relation.getOrderBy().map(OrderBy::getSortItems).orElse(List.of());
        List<Field> sortKeys =
                items.stream().map(item -> sortKey(item, input.scope())).toList();
        PatternClause clause = PatternClause.of(relation);
        PatternLabels labels = PatternLabels.of(clause);
        RowPatterns.requireBounds(clause.pattern());
        RowPatterns patterns = new RowPatterns(labels);
        PatternSearch.Skip skip = patterns.skip(clause.skip());
        PatternLabels.requireNoNesting(clause.expressions());
        relation.getPatternSearchMode().ifPresent(mode -> {
            throw Errors.at(
                    mode,
                    StandardErrorCode.NOT_SUPPORTED,
                    "Pattern search modifier: %s is not allowed in MATCH_RECOGNIZE clause",
                    mode.getMode());
        });
        clause.requireNoExclusion();
        PlanBuilder plan = new PlanBuilder(statement.symbols(), input.root());
        ExpressionContext context = new ExpressionContext(
                statement, environment, new Scope(input.scope().fields(), null), plan);
        Matching matching = Matching.of(clause, labels, context);
        List<Symbol> partitionBy = keys.stream().map(Field::symbol).distinct().toList();
        List<OrderingTerm> ordering =
                Ordering.terms(items, sortKeys.stream().map(Field::symbol).toList());
        RowColumns columns = new RowColumns(plan);
        ConditionPlanner conditions =
                new ConditionPlanner(clause.rows(), matching.conditionValues(), columns, statement.symbols());
        List<PatternSearch.Label> planned = matching.labels(labels, conditions);
        List<OrderingTerm> exact = columns.add(partitionBy, ordering);
        PatternSearch search = new PatternSearch(
                patterns.pattern(clause.pattern()),
                planned,
                conditions.inputs(),
                clause.rows(),
                skip,
                Optional.empty());
        List<Symbol> measures = new MeasurePlanner(plan, partitionBy, exact, search, matching.measureValues())
                .plan(matching.measures());
        return output(relation, clause, keys, sortKeys, measures, input.scope(), plan);
    }

    private static void requireDistinctNames(PatternRecognitionRelation relation, Scope input) {
        Set<String> names = new HashSet<>();
        for (Field field : input.fields()) {
            field.name().ifPresent(name -> {
                if (!names.add(name.toUpperCase(Locale.ENGLISH))) {
                    throw Errors.at(
                            relation.getInput(),
                            StandardErrorCode.AMBIGUOUS_NAME,
                            "ambiguous column: %s in row pattern input relation",
                            name);
                }
            });
        }
    }

    private static Field partitionKey(Node key, Scope input) {
        Field field = column(key, input);
        if (!field.type().comparable()) {
            throw Errors.at(
                    key,
                    StandardErrorCode.TYPE_MISMATCH,
                    "%s is not comparable, and therefore cannot be used in PARTITION BY",
                    field.type());
        }
        return field;
    }

    private static Field sortKey(SortItem item, Scope input) {
        Field field = column(item.getSortKey(), input);
        if (!field.type().orderable()) {
            throw Errors.at(
                    item,
                    StandardErrorCode.TYPE_MISMATCH,
                    "%s is not orderable, and therefore cannot be used in ORDER BY",
                    field.type());
        }
        return field;
    }

    private static Field column(Node node, Scope input) {
        QualifiedName name = switch (node) {
            case Identifier identifier -> QualifiedName.of(List.of(identifier));
            case DereferenceExpression dereference -> DereferenceExpression.getQualifiedName(dereference);
            default -> null;
        };
        if (name == null) {
            throw Errors.at(
                    node, StandardErrorCode.INVALID_COLUMN_REFERENCE, "Expected column reference. Actual: %s", node);
        }
        return input.resolveLocally(name, node)
                .orElseThrow(() -> Errors.at(
                        node,
                        StandardErrorCode.COLUMN_NOT_FOUND,
                        "Column %s is not present in the input relation",
                        node));
    }

    /** One row: keys and measures; all rows: keys, sort keys, measures, and what else the input has. */
    private RelationPlan output(
            PatternRecognitionRelation relation,
            PatternClause clause,
            List<Field> keys,
            List<Field> sortKeys,
            List<Symbol> measures,
            Scope input,
            PlanBuilder plan) {
        boolean allRows = clause.rows() != PatternSearch.RowsPerMatch.ONE;
        List<Field> fields = new ArrayList<>(keys);
        Set<Field> shown = new LinkedHashSet<>(keys);
        if (allRows) {
            fields.addAll(sortKeys);
            shown.addAll(sortKeys);
        }
        for (int i = 0; i < measures.size(); i++) {
            String name = clause.measures().get(i).getName().getValue();
            fields.add(Field.unqualified(Optional.of(name), measures.get(i)));
        }
        if (allRows) {
            input.fields().stream().filter(shown::add).forEach(fields::add);
        }
        if (fields.isEmpty()) {
            throw Errors.at(
                    relation,
                    StandardErrorCode.TABLE_HAS_NO_COLUMNS,
                    "pattern recognition output table has no columns");
        }
        Map<Symbol, Expression> assignments = new LinkedHashMap<>();
        fields.forEach(field -> assignments.put(field.symbol(), field.symbol().reference()));
        List<Field> unqualified = fields.stream()
                .map(field -> new Field(field.name(), Optional.empty(), field.symbol(), field.hidden(), field.origin()))
                .toList();
        plan.grow(source -> new ProjectNode(source, assignments));
        return new RelationPlan(plan.root(), new Scope(unqualified, environment.outer()));
    }
}
