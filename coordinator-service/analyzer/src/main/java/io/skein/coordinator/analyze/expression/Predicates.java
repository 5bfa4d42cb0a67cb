package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.function.ResolvedFunction;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comparisons, ranges, lists, patterns and their combination. */
public final class Predicates {
    private final ExpressionAnalyzer expressions;

    Predicates(ExpressionAnalyzer expressions) {
        this.expressions = expressions;
    }

    Expression comparison(ComparisonExpression comparison) {
        ComparisonOperator operator =
                ComparisonOperator.valueOf(comparison.getOperator().name());
        return comparison(
                operator,
                expressions.analyze(comparison.getLeft()),
                expressions.analyze(comparison.getRight()),
                comparison);
    }

    /** The comparison with both sides made one type. */
    Expression comparison(ComparisonOperator operator, Expression left, Expression right, Node node) {
        Expression first = expressions.expect(left, right.type());
        Expression second = expressions.expect(right, left.type());
        Type type = comparedType(operator, first.type(), second.type(), node);
        return new Expression.Comparison(operator, Conversions.coerce(first, type), Conversions.coerce(second, type));
    }

    /** The type in which values of the two types are compared by the operator. */
    public static Type comparedType(ComparisonOperator operator, Type left, Type right, Node node) {
        boolean equality = operator == ComparisonOperator.EQUAL
                || operator == ComparisonOperator.NOT_EQUAL
                || operator == ComparisonOperator.IS_DISTINCT_FROM;
        return Coercions.commonSuperType(left, right)
                .filter(type -> equality ? type.comparable() : type.orderable())
                .orElseThrow(() -> Errors.at(
                        node,
                        StandardErrorCode.TYPE_MISMATCH,
                        "Cannot apply operator: %s %s %s",
                        left,
                        lessFor(operator).text(),
                        right));
    }

    /** Trino knows no greater than, and its messages tell so. */
    private static ComparisonOperator lessFor(ComparisonOperator operator) {
        return switch (operator) {
            case GREATER_THAN -> ComparisonOperator.LESS_THAN;
            case GREATER_THAN_OR_EQUAL -> ComparisonOperator.LESS_THAN_OR_EQUAL;
            default -> operator;
        };
    }

    Expression logical(LogicalExpression logical) {
        List<Expression> terms = new ArrayList<>();
        logical.getTerms()
                .forEach(term -> terms.add(expressions.analyze(term, Type.Simple.BOOLEAN, "Logical expression term")));
        return new Expression.Logical(
                Expression.LogicalOperator.valueOf(logical.getOperator().name()), terms);
    }

    Expression between(BetweenPredicate between) {
        Expression value = expressions.analyze(between.getValue());
        Expression low = expressions.expect(expressions.analyze(between.getMin()), value.type());
        Expression high = expressions.expect(expressions.analyze(between.getMax()), value.type());
        Type type = Coercions.commonSuperType(List.of(value.type(), low.type(), high.type()))
                .filter(Type::orderable)
                .orElseThrow(() -> Errors.at(
                        between,
                        StandardErrorCode.TYPE_MISMATCH,
                        "Cannot check if %s is BETWEEN %s and %s",
                        value.type(),
                        low.type(),
                        high.type()));
        return new Expression.Between(
                Conversions.coerce(value, type), Conversions.coerce(low, type), Conversions.coerce(high, type));
    }

    Expression in(InPredicate in) {
        if (!(in.getValueList() instanceof InListExpression list)) {
            return new Subqueries(expressions).in(in);
        }
        List<Node> nodes = new ArrayList<>(List.of(in.getValue()));
        nodes.addAll(list.getValues());
        List<Expression> values = new Conditionals(expressions).unified("IN value and list items", nodes);
        if (!values.getFirst().type().comparable()) {
            throw Errors.at(
                    in,
                    StandardErrorCode.TYPE_MISMATCH,
                    "IN value type is not comparable: %s",
                    values.getFirst().type());
        }
        return new Expression.In(values.getFirst(), values.subList(1, values.size()));
    }

    Expression like(LikePredicate like) {
        Expression value = expressions.expect(expressions.analyze(like.getValue()), Type.Varchar.UNBOUNDED);
        if (!isText(value.type())) {
            throw notText(like.getValue(), "Left side of LIKE expression", value.type());
        }
        List<Expression> arguments = new ArrayList<>(List.of(value));
        arguments.add(pattern(like.getPattern(), "Pattern for LIKE expression"));
        Optional<Expression> escape = like.getEscape().map(node -> pattern(node, "Escape for LIKE expression"));
        escape.ifPresent(arguments::add);
        ResolvedFunction function = expressions
                .context()
                .statement()
                .resolver()
                .resolveOperator(
                        "$like", arguments.stream().map(Expression::type).toList(), Errors.place(like));
        return FunctionCalls.call(function, arguments);
    }

    private Expression pattern(Node node, String what) {
        Expression pattern = expressions.expect(expressions.analyze(node), Type.Varchar.UNBOUNDED);
        if (!isText(pattern.type())) {
            throw notText(node, what, pattern.type());
        }
        return pattern.type() instanceof Type.Char ? Conversions.coerce(pattern, Type.Varchar.UNBOUNDED) : pattern;
    }

    private static boolean isText(Type type) {
        return type instanceof Type.Varchar || type instanceof Type.Char || type == Type.Simple.UNKNOWN;
    }

    private static RuntimeException notText(Node node, String what, Type actual) {
        return Errors.at(
                node, StandardErrorCode.TYPE_MISMATCH, "%s must evaluate to a varchar (actual: %s)", what, actual);
    }
}
