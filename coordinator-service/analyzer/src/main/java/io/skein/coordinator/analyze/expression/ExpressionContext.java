package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.scope.GroupedColumns;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeRef;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What expressions at one place of a query may use; the plan takes in the subqueries that they hold. */
public final class ExpressionContext {
    private final PlanContext statement;
    private final QueryEnvironment environment;
    private final Scope scope;
    private final @Nullable PlanBuilder plan;
    private final Map<NodeRef<Node>, Expression> computed = new HashMap<>();
    private final Map<String, Optional<Expression>> aliases = new HashMap<>();
    private @Nullable GroupedColumns grouped;

    public ExpressionContext(
            PlanContext statement, QueryEnvironment environment, Scope scope, @Nullable PlanBuilder plan) {
        this.statement = statement;
        this.environment = environment;
        this.scope = scope;
        this.plan = plan;
    }

    public PlanContext statement() {
        return statement;
    }

    QueryEnvironment environment() {
        return environment;
    }

    public Scope scope() {
        return scope;
    }

    /** The plan that subqueries are applied to; absent where none may stand. */
    public Optional<PlanBuilder> plan() {
        return Optional.ofNullable(plan);
    }

    /** Says that this very node of the tree (an aggregate, a window call) has been computed already. */
    public void computed(Node node, Expression value) {
        computed.put(NodeRef.of(node), value);
    }

    public Optional<Expression> computed(Node node) {
        return Optional.ofNullable(computed.get(NodeRef.of(node)));
    }

    /** Lets a bare name mean an output column of the query, before any column of the source; a name given twice is ambiguous. */
    public void alias(String name, Expression value) {
        aliases.merge(
                name.toLowerCase(Locale.ENGLISH),
                Optional.of(value),
                (first, second) -> first.equals(second) ? first : Optional.empty());
    }

    public void forgetAliases() {
        aliases.clear();
    }

    @Nullable
    public Optional<Expression> aliased(String name) {
        return aliases.get(name.toLowerCase(Locale.ENGLISH));
    }

    /** From here on expressions stand above the aggregation. */
    public void groupBy(GroupedColumns columns) {
        grouped = columns;
    }

    public Optional<GroupedColumns> grouped() {
        return Optional.ofNullable(grouped);
    }

    /** A context over the same columns and plan for one expression's analysis. */
    public Expression analyze(Node node) {
        Expression analyzed = new ExpressionAnalyzer(this).analyze(node);
        return grouped == null ? analyzed : grouped.above(analyzed, node);
    }
}
