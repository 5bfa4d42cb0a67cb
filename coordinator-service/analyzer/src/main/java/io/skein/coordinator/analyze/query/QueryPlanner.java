package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.Field;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.OrderingTerm;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import java.util.List;

/** Plans a query: WITH, the body, and what stands after a body that is no SELECT. */
public final class QueryPlanner {
    private final PlanContext statement;
    private final QueryEnvironment environment;

    public QueryPlanner(PlanContext statement, QueryEnvironment environment) {
        this.statement = statement;
        this.environment = environment;
    }

    public RelationPlan plan(Query query) {
        QueryEnvironment around = query.getFunctions().isEmpty()
                ? environment
                : environment.with(environment.routines().with(query.getFunctions(), statement));
        QueryEnvironment inner = query.getWith()
                .map(with -> new WithPlanner(statement).environment(with, around))
                .orElse(around);
        RelationPlan body = new RelationPlanner(statement, inner).plan(query.getQueryBody());
        if (query.getQueryBody() instanceof QuerySpecification) {
            return body;
        }
        List<Field> fields = body.scope().visibleFields();
        PlanBuilder plan = new PlanBuilder(statement.symbols(), body.root());
        Scope scope = new Scope(fields, environment.outer());
        Ordering ordering = new Ordering(new ExpressionContext(statement, inner, scope, plan), plan);
        List<Symbol> columns = fields.stream().map(Field::symbol).toList();
        List<OrderingTerm> terms = query.getOrderBy()
                .map(orderBy -> ordering.terms(orderBy, columns, query))
                .orElse(List.of());
        ordering.limit(terms, query.getOffset(), query.getLimit());
        return new RelationPlan(plan.root(), scope);
    }
}
