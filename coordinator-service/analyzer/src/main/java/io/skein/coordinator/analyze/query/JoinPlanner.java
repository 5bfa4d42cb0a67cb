package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.Conversions;
import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.json.JsonTablePlanner;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.OuterQuery;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.analyze.scope.PlanContext;
import io.skein.coordinator.analyze.scope.QueryEnvironment;
import io.skein.coordinator.analyze.scope.References;
import io.skein.coordinator.analyze.scope.RelationPlan;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinCriteria;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.JsonTable;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.NaturalJoin;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Unnest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans joins of all kinds; the right side of UNNEST and LATERAL sees the left. */
public final class JoinPlanner {
    private final PlanContext statement;
    private final QueryEnvironment environment;
    private final RelationPlanner relations;

    public JoinPlanner(PlanContext statement, QueryEnvironment environment, RelationPlanner relations) {
        this.statement = statement;
        this.environment = environment;
        this.relations = relations;
    }

    RelationPlan plan(Join join) {
        JoinCriteria criteria = join.getCriteria().orElse(null);
        if (criteria instanceof NaturalJoin) {
            throw Errors.notSupported(join, "Natural join not supported");
        }
        RelationPlan left = relations.plan(join.getLeft());
        Relation inner = join.getRight() instanceof AliasedRelation aliased ? aliased.getRelation() : join.getRight();
        boolean keepsRight = join.getType() == Join.Type.RIGHT || join.getType() == Join.Type.FULL;
        if (inner instanceof Unnest unnest && keepsRight) {
            requireUnconditional(join, "UNNEST");
            return cross(kind(join), left, renamed(independent(join, unnest, left), join));
        }
        if (inner instanceof Unnest unnest) {
            requireTrue(join, "UNNEST");
            RelationPlan right = new UnnestPlanner(statement, environment).plan(unnest, left, kind(join));
            return new RelationPlan(
                    right.root(), left.scope().joined(renamed(right, join).scope()));
        }
        if (inner instanceof JsonTable table) {
            requireTrue(join, "JSON_TABLE");
            RelationPlan right = new JsonTablePlanner(statement, environment).plan(table, left, kind(join));
            return new RelationPlan(
                    right.root(), left.scope().joined(renamed(right, join).scope()));
        }
        if (inner instanceof Lateral lateral) {
            return lateral(join, lateral, left);
        }
        RelationPlan right = relations.plan(join.getRight());
        return switch (criteria) {
            case null -> cross(left, right);
            case JoinUsing using -> new JoinUsingPlanner(statement, environment).plan(join, using, left, right);
            case JoinOn on -> on(kind(join), on.getExpression(), left, right, "JOIN ON clause");
            default -> throw Errors.notSupported(join, "Join criteria not supported: " + criteria);
        };
    }

    /** The rows of an UNNEST that must not read the other side. */
    private RelationPlan independent(Join join, Unnest unnest, RelationPlan left) {
        try {
            return new UnnestPlanner(statement, environment).plan(unnest, relations.nothing(), JoinKind.INNER);
        } catch (SkeinException failure) {
            if (!failure.code().equals(StandardErrorCode.COLUMN_NOT_FOUND.code())) {
                throw failure;
            }
            new UnnestPlanner(statement, environment).plan(unnest, left, JoinKind.INNER);
            String message = "LATERAL reference not allowed in %s JOIN".formatted(join.getType());
            throw failure.location()
                    .map(place -> new SkeinException(StandardErrorCode.INVALID_COLUMN_REFERENCE, place, message))
                    .orElseGet(() -> new SkeinException(StandardErrorCode.INVALID_COLUMN_REFERENCE, message));
        }
    }

    private RelationPlan lateral(Join join, Lateral lateral, RelationPlan left) {
        requireTrue(join, "LATERAL");
        OuterQuery outer = new OuterQuery(left.scope());
        RelationPlan planned = new QueryPlanner(statement, environment.within(outer)).plan(lateral.getQuery());
        RelationPlan right = renamed(planned, join);
        PlanNode root = new LateralNode(
                left.root(), right.root(), List.copyOf(outer.reads()), kind(join), Expression.Constant.TRUE);
        return new RelationPlan(root, left.scope().joined(right.scope()));
    }

    private static RelationPlan renamed(RelationPlan right, Join join) {
        return join.getRight() instanceof AliasedRelation aliased ? RelationPlanner.aliased(right, aliased) : right;
    }

    private static void requireTrue(Join join, String what) {
        requireUnconditional(join, what);
        if (join.getType() == Join.Type.RIGHT || join.getType() == Join.Type.FULL) {
            throw Errors.notSupported(join, "%s JOIN involving %s is not supported".formatted(join.getType(), what));
        }
    }

    private static void requireUnconditional(Join join, String what) {
        boolean unconditional = join.getCriteria()
                .map(criteria -> criteria instanceof JoinOn on
                        && on.getExpression() instanceof BooleanLiteral literal
                        && literal.getValue())
                .orElse(true);
        if (!unconditional) {
            throw Errors.notSupported(
                    join.getCriteria()
                            .flatMap(criteria -> criteria.getNodes().stream().findFirst())
                            .orElse(join),
                    "%s JOIN involving %s is only supported with condition ON TRUE".formatted(join.getType(), what));
        }
    }

    static JoinKind kind(Join join) {
        return switch (join.getType()) {
            case CROSS, IMPLICIT, INNER -> JoinKind.INNER;
            case LEFT -> JoinKind.LEFT;
            case RIGHT -> JoinKind.RIGHT;
            case FULL -> JoinKind.FULL;
        };
    }

    private static RelationPlan cross(RelationPlan left, RelationPlan right) {
        return cross(JoinKind.INNER, left, right);
    }

    private static RelationPlan cross(JoinKind kind, RelationPlan left, RelationPlan right) {
        return new RelationPlan(
                join(kind, left.root(), right.root(), List.of(), Optional.empty()),
                left.scope().joined(right.scope()));
    }

    static PlanNode join(
            JoinKind kind, PlanNode left, PlanNode right, List<EquiClause> criteria, Optional<Expression> filter) {
        return new JoinNode(kind, left, right, criteria, filter, JoinDistribution.UNDECIDED);
    }

    /** @param clause what messages call the condition */
    public RelationPlan on(JoinKind kind, Node node, RelationPlan left, RelationPlan right, String clause) {
        Scope scope = left.scope().joined(right.scope());
        AstSearch search = new AstSearch(statement.functions());
        search.requireScalar("JOIN clause", node);
        if (kind == JoinKind.INNER && search.containsSubquery(node)) {
            PlanBuilder plan = new PlanBuilder(
                    statement.symbols(), join(kind, left.root(), right.root(), List.of(), Optional.empty()));
            Expression condition = condition(node, clause, new ExpressionContext(statement, environment, scope, plan));
            plan.grow(source -> new FilterNode(source, condition));
            return new RelationPlan(plan.root(), scope);
        }
        PlanBuilder leftPlan = new PlanBuilder(statement.symbols(), left.root());
        PlanBuilder rightPlan = new PlanBuilder(statement.symbols(), right.root());
        PlanBuilder subqueries = kind == JoinKind.RIGHT ? leftPlan : rightPlan;
        Expression condition =
                condition(node, clause, new ExpressionContext(statement, environment, scope, subqueries));
        List<EquiClause> criteria = new ArrayList<>();
        List<Expression> rest = new ArrayList<>();
        for (Expression term : conjuncts(condition)) {
            Optional<EquiClause> equal = equiClause(term, leftPlan, rightPlan);
            equal.ifPresentOrElse(criteria::add, () -> rest.add(term));
        }
        return new RelationPlan(join(kind, leftPlan.root(), rightPlan.root(), criteria, conjunction(rest)), scope);
    }

    private static Expression condition(Node node, String clause, ExpressionContext context) {
        Expression condition = context.analyze(node);
        if (condition.type() != Type.Simple.BOOLEAN && condition.type() != Type.Simple.UNKNOWN) {
            throw Errors.at(
                    node,
                    StandardErrorCode.TYPE_MISMATCH,
                    "%s must evaluate to a boolean: actual type %s",
                    clause,
                    condition.type());
        }
        return Conversions.coerce(condition, Type.Simple.BOOLEAN);
    }

    private static List<Expression> conjuncts(Expression condition) {
        if (condition instanceof Expression.Logical logical && logical.operator() == Expression.LogicalOperator.AND) {
            return logical.terms().stream()
                    .flatMap(term -> conjuncts(term).stream())
                    .toList();
        }
        return condition.equals(Expression.Constant.TRUE) ? List.of() : List.of(condition);
    }

    private static Optional<Expression> conjunction(List<Expression> terms) {
        return switch (terms.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(terms.getFirst());
            default -> Optional.of(new Expression.Logical(Expression.LogicalOperator.AND, terms));
        };
    }

    private static Optional<EquiClause> equiClause(Expression term, PlanBuilder left, PlanBuilder right) {
        if (!(term instanceof Expression.Comparison comparison)
                || comparison.operator() != Expression.ComparisonOperator.EQUAL) {
            return Optional.empty();
        }
        if (reads(comparison.left(), left) && reads(comparison.right(), right)) {
            return Optional.of(clause(left.symbolFor(comparison.left()), right.symbolFor(comparison.right())));
        }
        if (reads(comparison.right(), left) && reads(comparison.left(), right)) {
            return Optional.of(clause(left.symbolFor(comparison.right()), right.symbolFor(comparison.left())));
        }
        return Optional.empty();
    }

    private static EquiClause clause(Symbol left, Symbol right) {
        return new EquiClause(left, right);
    }

    private static boolean reads(Expression expression, PlanBuilder side) {
        Set<Symbol> symbols = References.of(expression);
        return !symbols.isEmpty() && symbols.stream().allMatch(side::has);
    }
}
