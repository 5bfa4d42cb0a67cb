package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.query.QueryPlanner;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.OuterQuery;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.References;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.SubqueryExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Subqueries within expressions: each becomes an Apply on the plan of the place where it stands. */
final class Subqueries {
    private final ExpressionAnalyzer expressions;
    private final ExpressionContext context;

    Subqueries(ExpressionAnalyzer expressions) {
        this.expressions = expressions;
        this.context = expressions.context();
    }

    Expression scalar(SubqueryExpression node) {
        Planned subquery = plan(node.getQuery(), node);
        Column value = column(subquery.relation());
        Type type = value.symbol().type();
        Expression result =
                apply(subquery, value.root(), type, "subquery", new SubqueryKind.Scalar(value.symbol()), node);
        return subquery.columns() > 1 ? new Expression.Coalesce(List.of(result, nulls((Type.Row) type))) : result;
    }

    /** No row of several columns is a row of NULLs. */
    private static Expression nulls(Type.Row type) {
        return new Expression.RowConstructor(
                type.fields().stream()
                        .<Expression>map(field -> new Expression.Constant(null, field.type()))
                        .toList(),
                type);
    }

    Expression exists(ExistsPredicate node) {
        Planned subquery = plan(query(node.getSubquery()), node);
        return apply(
                subquery, subquery.relation().root(), Type.Simple.BOOLEAN, "exists", new SubqueryKind.Exists(), node);
    }

    Expression in(InPredicate node) {
        Expression value = value(node.getValue());
        Planned subquery = plan(query(node.getValueList()), node);
        Compared compared = compared(value, subquery, ComparisonOperator.EQUAL, node.getValueList());
        SubqueryKind kind =
                new SubqueryKind.In(compared.value(), compared.column().symbol());
        return apply(subquery, compared.column().root(), Type.Simple.BOOLEAN, "in", kind, node);
    }

    Expression quantified(QuantifiedComparisonExpression node) {
        Expression value = value(node.getValue());
        Planned subquery = plan(query(node.getSubquery()), node);
        ComparisonOperator operator =
                ComparisonOperator.valueOf(node.getOperator().name());
        boolean all = node.getQuantifier() == QuantifiedComparisonExpression.Quantifier.ALL;
        Compared compared = compared(value, subquery, operator, node.getSubquery());
        SubqueryKind kind = new SubqueryKind.Quantified(
                compared.value(), operator, all, compared.column().symbol());
        return apply(subquery, compared.column().root(), Type.Simple.BOOLEAN, "quantified", kind, node);
    }

    private Expression value(Node node) {
        Expression value = expressions.analyze(node);
        return context.grouped().map(columns -> columns.above(value, node)).orElse(value);
    }

    private static Query query(Node node) {
        if (node instanceof SubqueryExpression subquery) {
            return subquery.getQuery();
        }
        throw Errors.notSupported(node, "Subquery expected: " + node);
    }

    private Planned plan(Query query, Node node) {
        if (!expressions.variables().isEmpty()) {
            throw Errors.notSupported(node, "Lambda expression cannot contain subqueries");
        }
        OuterQuery outer = new OuterQuery(context.scope());
        RelationPlan relation =
                new QueryPlanner(context.statement(), context.environment().within(outer)).plan(query);
        return new Planned(relation, outer.reads());
    }

    /** The subquery's one column; several are one row. */
    private Column column(RelationPlan relation) {
        List<Field> fields = relation.scope().visibleFields();
        return fields.size() == 1
                ? new Column(relation.root(), fields.getFirst().symbol())
                : row(relation, fields);
    }

    private Column row(RelationPlan relation, List<Field> fields) {
        Type.Row type = new Type.Row(fields.stream()
                .map(field -> new Type.Field(field.name(), field.type()))
                .toList());
        List<Expression> values = fields.stream()
                .<Expression>map(field -> field.symbol().reference())
                .toList();
        return projected(relation.root(), new Expression.RowConstructor(values, type));
    }

    private Column projected(PlanNode root, Expression expression) {
        PlanBuilder builder = new PlanBuilder(context.statement().symbols(), root);
        Symbol symbol = builder.symbolFor(expression);
        return new Column(builder.root(), symbol);
    }

    private Compared compared(Expression value, Planned subquery, ComparisonOperator operator, Node place) {
        List<Field> fields = subquery.relation().scope().visibleFields();
        boolean rows = value.type() instanceof Type.Row;
        Column column = rows ? row(subquery.relation(), fields) : column(subquery.relation());
        Type given = column.symbol().type();
        boolean matches = rows || fields.size() == 1;
        Optional<Type> common = matches ? Coercions.commonSuperType(value.type(), given) : Optional.empty();
        if (common.isEmpty()) {
            throw Errors.at(
                    place,
                    StandardErrorCode.TYPE_MISMATCH,
                    "Value expression and result of subquery must be of the same type: %s vs %s",
                    asRow(value.type()),
                    rows || fields.size() > 1 ? given : asRow(given));
        }
        Type type = Predicates.comparedType(operator, common.get(), common.get(), place);
        Column converted = given.equals(type)
                ? column
                : projected(column.root(), Conversions.coerce(column.symbol().reference(), type));
        return new Compared(Conversions.coerce(value, type), converted);
    }

    private static Type asRow(Type type) {
        return type instanceof Type.Row ? type : new Type.Row(List.of(new Type.Field(Optional.empty(), type)));
    }

    private Expression apply(Planned subquery, PlanNode root, Type type, String hint, SubqueryKind kind, Node node) {
        PlanBuilder plan =
                context.plan().orElseThrow(() -> Errors.notSupported(node, "Subquery is not supported here"));
        Set<Symbol> reads = subquery.reads();
        for (Symbol read : reads) {
            if (context.grouped().filter(columns -> columns.hides(read)).isPresent()) {
                throw Errors.at(
                        node,
                        StandardErrorCode.EXPRESSION_NOT_AGGREGATE,
                        "Subquery uses '%s' which must appear in GROUP BY clause",
                        name(read));
            }
        }
        if (!reads.stream().allMatch(plan::has)
                || !valueReads(kind).stream()
                        .allMatch(read -> plan.has(read) || !context.scope().owns(read))) {
            throw Errors.notSupported(node, "Given correlated subquery is not supported");
        }
        Symbol result = plan.symbols().create(hint, type);
        plan.grow(input -> new ApplyNode(input, root, List.copyOf(reads), result, kind));
        return result.reference();
    }

    private static Set<Symbol> valueReads(SubqueryKind kind) {
        return switch (kind) {
            case SubqueryKind.In in -> References.of(in.value());
            case SubqueryKind.Quantified quantified -> References.of(quantified.value());
            case SubqueryKind.Scalar _, SubqueryKind.Exists _ -> Set.of();
        };
    }

    private String name(Symbol symbol) {
        Map<Symbol, String> names = context.scope().fields().stream()
                .filter(field -> field.name().isPresent())
                .collect(Collectors.toMap(
                        Field::symbol, field -> field.name().orElse(""), (a, b) -> a, LinkedHashMap::new));
        return names.getOrDefault(symbol, symbol.name());
    }

    private record Planned(RelationPlan relation, Set<Symbol> reads) {
        int columns() {
            return relation.scope().visibleFields().size();
        }
    }

    private record Column(PlanNode root, Symbol symbol) {}

    private record Compared(Expression value, Column column) {}
}
