package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.analyze.scope.Volatility;
import io.skein.coordinator.analyze.scope.WhereClause;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.parse.Qualify;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.AggregationStep;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.OrderingTerm;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans SELECT ... FROM ... WHERE ... GROUP BY ... HAVING ... WINDOW ... ORDER BY, in the order in which SQL evaluates them. */
public final class SelectPlanner {
    private final PlanContext statement;
    private final QueryEnvironment environment;
    private final AstSearch search;

    SelectPlanner(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
        this.search = new AstSearch(statement.functions());
    }

    RelationPlan plan(QuerySpecification select) {
        boolean alone = select.getFrom()
                .filter(from -> from instanceof Table
                        || (from instanceof AliasedRelation aliased && aliased.getRelation() instanceof Table))
                .isPresent();
        RelationPlanner relations = new RelationPlanner(
                statement, environment, new WhereClause(select.getWhere(), alone, statement.parameters()));
        RelationPlan from = select.getFrom().map(relations::plan).orElseGet(relations::nothing);
        PlanBuilder plan = new PlanBuilder(statement.symbols(), from.root());
        ExpressionContext context = new ExpressionContext(statement, environment, from.scope(), plan);
        select.getWhere().ifPresent(where -> {
            search.requireScalar("WHERE clause", where);
            filter(where, "WHERE clause", context, plan);
        });
        List<SelectList.Item> items =
                SelectList.of(select.getSelect(), context, select.getFrom().isPresent());
        List<Node> written = written(items, select);
        Qualify qualify = Qualify.of(select);
        List<Node> aggregating = new ArrayList<>(written);
        qualify.condition().ifPresent(aggregating::add);
        new AggregationPlanner(context, plan, search).plan(select, items, aggregating);
        select.getHaving().ifPresent(having -> having(having, context, plan));
        WindowPlanner windows = new WindowPlanner(context, plan, search);
        windows.requireWindowFunctions(aggregating, select);
        windows.plan(qualify.windows(), written);
        List<Symbol> columns = columns(items, context, plan);
        if (qualify.condition().isPresent()) {
            new QualifyPlanner(context, plan, search).plan(qualify, written, items, columns);
        }
        List<OrderingTerm> terms = select.getSelect().isDistinct()
                ? distinct(select, columns, items, context, plan)
                : order(select, columns, items, context, plan);
        new Ordering(context, plan).limit(terms, select.getOffset(), select.getLimit());
        return output(items, columns, from.scope(), plan);
    }

    private static List<Node> written(List<SelectList.Item> items, QuerySpecification select) {
        List<Node> nodes = new ArrayList<>();
        items.stream()
                .filter(SelectList.Item::written)
                .map(SelectList.Item::node)
                .forEach(nodes::add);
        select.getOrderBy().ifPresent(nodes::add);
        return nodes;
    }

    public static void filter(Node node, String clause, ExpressionContext context, PlanBuilder plan) {
        Expression predicate = context.analyze(node);
        if (predicate.type() != Type.Simple.BOOLEAN && predicate.type() != Type.Simple.UNKNOWN) {
            throw Errors.at(
                    node,
                    StandardErrorCode.TYPE_MISMATCH,
                    "%s must evaluate to a boolean: actual type %s",
                    clause,
                    predicate.type());
        }
        Expression converted = Conversions.coerce(predicate, Type.Simple.BOOLEAN);
        plan.grow(source -> new FilterNode(source, converted));
    }

    private void having(Node having, ExpressionContext context, PlanBuilder plan) {
        List<? extends Node> windows = search.windowCalls(List.of(having));
        if (!windows.isEmpty()) {
            throw Errors.at(
                    windows.getFirst(),
                    StandardErrorCode.NESTED_WINDOW,
                    "HAVING clause cannot contain window functions or row pattern measures");
        }
        filter(having, "HAVING clause", context, plan);
    }

    private List<Symbol> columns(List<SelectList.Item> items, ExpressionContext context, PlanBuilder plan) {
        Map<Symbol, Expression> additions = new LinkedHashMap<>();
        Map<Expression, Symbol> known = new LinkedHashMap<>();
        List<Symbol> columns = new ArrayList<>();
        List<Expression> values =
                items.stream().map(item -> item.analyze(context)).toList();
        for (int i = 0; i < items.size(); i++) {
            Expression value = values.get(i);
            if (value instanceof Expression.Variable) {
                value = new Expression.Constant(null, Type.Simple.UNKNOWN);
            }
            if (value instanceof Expression.Reference(Symbol symbol) && plan.has(symbol)) {
                columns.add(symbol);
                continue;
            }
            String hint = items.get(i).name().orElse("");
            Symbol symbol = known.get(value);
            if (symbol == null || Volatility.isVolatile(value)) {
                symbol = hint.isEmpty()
                        ? statement.symbols().create(value)
                        : statement.symbols().create(hint, value.type());
                known.put(value, symbol);
                additions.put(symbol, value);
            }
            columns.add(symbol);
        }
        plan.extend(additions);
        return columns;
    }

    /** In ORDER BY a name is an output column's first, which GROUPING has no use for. */
    private void requireSourceColumns(OrderBy orderBy, List<SelectList.Item> items) {
        for (GroupingOperation grouping : search.groupings(List.of(orderBy))) {
            boolean output = grouping.getGroupingColumns().stream()
                    .anyMatch(column -> column instanceof Identifier name
                            && items.stream()
                                    .anyMatch(item -> item.name()
                                            .filter(name.getValue()::equalsIgnoreCase)
                                            .isPresent()));
            if (output) {
                throw new SkeinException(
                        StandardErrorCode.INVALID_ARGUMENTS,
                        "Invalid reference to output of SELECT clause from grouping() expression in ORDER BY");
            }
        }
    }

    private List<OrderingTerm> order(
            QuerySpecification select,
            List<Symbol> columns,
            List<SelectList.Item> items,
            ExpressionContext context,
            PlanBuilder plan) {
        if (select.getOrderBy().isEmpty()) {
            return List.of();
        }
        requireSourceColumns(select.getOrderBy().get(), items);
        aliases(items, columns, context);
        return new Ordering(context, plan).terms(select.getOrderBy().get(), columns, select);
    }

    private static void aliases(List<SelectList.Item> items, List<Symbol> columns, ExpressionContext context) {
        for (int i = 0; i < items.size(); i++) {
            Expression value = columns.get(i).reference();
            items.get(i).name().ifPresent(name -> context.alias(name, value));
        }
    }

    /** DISTINCT comes before ORDER BY, which may name output columns only; what it computes must stand in the select list. */
    private List<OrderingTerm> distinct(
            QuerySpecification select,
            List<Symbol> columns,
            List<SelectList.Item> items,
            ExpressionContext context,
            PlanBuilder plan) {
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).type().comparable()) {
                throw Errors.at(
                        select.getSelect(),
                        StandardErrorCode.TYPE_MISMATCH,
                        "DISTINCT can only be applied to comparable types (actual: %s): %s",
                        columns.get(i).type(),
                        items.get(i).node());
            }
        }
        List<OrderingTerm> terms = select.getOrderBy()
                .map(orderBy -> distinctTerms(orderBy, select, columns, items, context, plan))
                .orElse(List.of());
        List<Symbol> keys = columns.stream().distinct().toList();
        plan.grow(
                source -> new AggregateNode(source, List.of(keys), Optional.empty(), Map.of(), AggregationStep.SINGLE));
        return terms;
    }

    private List<OrderingTerm> distinctTerms(
            OrderBy orderBy,
            QuerySpecification select,
            List<Symbol> columns,
            List<SelectList.Item> items,
            ExpressionContext context,
            PlanBuilder plan) {
        Map<Expression, Symbol> values = new LinkedHashMap<>();
        List<Expression> written =
                items.stream().map(item -> item.analyze(context)).toList();
        for (int i = 0; i < columns.size(); i++) {
            values.put(written.get(i), columns.get(i));
        }
        aliases(items, columns, context);
        List<Symbol> symbols = new ArrayList<>();
        for (Expression key : new Ordering(context, plan).keys(orderBy, columns, select)) {
            Optional<Symbol> symbol = key instanceof Expression.Reference(Symbol column) && columns.contains(column)
                    ? Optional.of(column)
                    : Optional.ofNullable(values.get(key)).filter(columns::contains);
            symbols.add(symbol.orElseThrow(() -> Errors.at(
                    select,
                    StandardErrorCode.EXPRESSION_NOT_IN_DISTINCT,
                    "For SELECT DISTINCT, ORDER BY expressions must appear in select list")));
        }
        return Ordering.terms(orderBy.getSortItems(), symbols);
    }

    private static Optional<Field.Origin> origin(Symbol column, Scope source) {
        return source.fields().stream()
                .filter(field -> field.symbol().equals(column))
                .findFirst()
                .flatMap(Field::origin);
    }

    private RelationPlan output(List<SelectList.Item> items, List<Symbol> columns, Scope source, PlanBuilder plan) {
        if (!plan.root().outputs().equals(columns)) {
            Map<Symbol, Expression> assignments = new LinkedHashMap<>();
            columns.forEach(symbol -> assignments.put(symbol, symbol.reference()));
            plan.grow(below -> new ProjectNode(below, assignments));
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            SelectList.Item item = items.get(i);
            Optional<Field.Origin> origin = origin(columns.get(i), source);
            fields.add(new Field(item.name(), Optional.empty(), columns.get(i), false, origin));
        }
        return new RelationPlan(plan.root(), new Scope(fields, environment.outer()));
    }
}
