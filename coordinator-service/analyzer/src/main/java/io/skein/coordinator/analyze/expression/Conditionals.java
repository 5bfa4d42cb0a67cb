package io.skein.coordinator.analyze.expression;

import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Volatility;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.function.Coercions;
import io.skein.coordinator.function.Once;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.WhenClause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** CASE, IF, COALESCE, NULLIF, and making several expressions one type. */
public final class Conditionals {
    private final ExpressionAnalyzer expressions;

    public Conditionals(ExpressionAnalyzer expressions) {
        this.expressions = expressions;
    }

    Expression searchedCase(SearchedCaseExpression node) {
        List<Expression> conditions = node.getWhenClauses().stream()
                .map(when -> expressions.analyze(when.getOperand(), Type.Simple.BOOLEAN, "CASE WHEN clause"))
                .toList();
        return branches(conditions, node.getWhenClauses(), node.getDefaultValue());
    }

    Expression simpleCase(SimpleCaseExpression node) {
        Expression operand = expressions.analyze(node.getOperand());
        if (!Volatility.isVolatile(operand)) {
            return simpleCase(node, operand);
        }
        String name = expressions.context().statement().symbols().name("case");
        return Once.of(operand, name, variable -> simpleCase(node, variable));
    }

    private Expression simpleCase(SimpleCaseExpression node, Expression operand) {
        List<Expression> conditions = new ArrayList<>();
        for (WhenClause when : node.getWhenClauses()) {
            Expression value = expressions.analyze(when.getOperand());
            Type type = Coercions.commonSuperType(operand.type(), value.type())
                    .orElseThrow(() -> Errors.at(
                            when.getOperand(),
                            StandardErrorCode.TYPE_MISMATCH,
                            "CASE operand type does not match WHEN clause operand type: %s vs %s",
                            operand.type(),
                            value.type()));
            conditions.add(new Expression.Comparison(
                    ComparisonOperator.EQUAL, Conversions.coerce(operand, type), Conversions.coerce(value, type)));
        }
        return branches(conditions, node.getWhenClauses(), node.getDefaultValue());
    }

    private Expression branches(
            List<Expression> conditions,
            List<WhenClause> clauses,
            Optional<io.trino.sql.tree.Expression> defaultValue) {
        List<Node> results = new ArrayList<>();
        clauses.forEach(clause -> results.add(clause.getResult()));
        defaultValue.ifPresent(results::add);
        List<Expression> values = unified("All CASE results", results);
        List<Expression.When> branches = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            branches.add(new Expression.When(conditions.get(i), values.get(i)));
        }
        return new Expression.Case(
                branches,
                defaultValue.map(_ -> values.getLast()),
                values.getFirst().type());
    }

    Expression either(IfExpression node) {
        Expression condition = expressions.analyze(node.getCondition(), Type.Simple.BOOLEAN, "IF condition");
        Expression first = expressions.analyze(node.getTrueValue());
        if (node.getFalseValue().isEmpty()) {
            return new Expression.Case(List.of(new Expression.When(condition, first)), Optional.empty(), first.type());
        }
        Expression second = expressions.analyze(node.getFalseValue().get());
        Type type = Coercions.commonSuperType(first.type(), second.type())
                .orElseThrow(() -> Errors.at(
                        node,
                        StandardErrorCode.TYPE_MISMATCH,
                        "Result types for IF must be the same: %s vs %s",
                        first.type(),
                        second.type()));
        return new Expression.Case(
                List.of(new Expression.When(condition, Conversions.coerce(first, type))),
                Optional.of(Conversions.coerce(second, type)),
                type);
    }

    Expression coalesce(CoalesceExpression node) {
        return new Expression.Coalesce(unified("All COALESCE operands", node.getOperands()));
    }

    Expression nullIf(NullIfExpression node) {
        Expression first = expressions.analyze(node.getFirst());
        Expression second = expressions.analyze(node.getSecond());
        Type type = Coercions.commonSuperType(first.type(), second.type())
                .filter(Type::comparable)
                .orElseThrow(() -> Errors.at(
                        node,
                        StandardErrorCode.TYPE_MISMATCH,
                        "Types are not comparable with NULLIF: %s vs %s",
                        first.type(),
                        second.type()));
        return new Expression.NullIf(
                first,
                new Expression.Comparison(
                        ComparisonOperator.EQUAL, Conversions.coerce(first, type), Conversions.coerce(second, type)));
    }

    /** The expressions, all coerced to the one type that they have in common. */
    public List<Expression> unified(String what, List<? extends Node> nodes) {
        List<Expression> values = nodes.stream().map(expressions::analyze).toList();
        Type known = values.stream()
                .map(Expression::type)
                .filter(type -> type != Type.Simple.UNKNOWN)
                .findFirst()
                .orElse(Type.Simple.UNKNOWN);
        List<Expression> expected =
                values.stream().map(value -> expressions.expect(value, known)).toList();
        Type common = expected.getFirst().type();
        Set<Type> seen = new LinkedHashSet<>();
        expected.forEach(value -> seen.add(value.type()));
        for (int i = 1; i < expected.size(); i++) {
            Type before = common;
            Type next = expected.get(i).type();
            Node place = nodes.get(i);
            common = Coercions.commonSuperType(before, next)
                    .orElseThrow(() -> Errors.at(
                            place,
                            StandardErrorCode.TYPE_MISMATCH,
                            "%s must be the same type or coercible to a common type. "
                                    + "Cannot find common type between %s and %s, all types (without duplicates): %s",
                            what,
                            before,
                            next,
                            seen));
        }
        Type type = common;
        return expected.stream().map(value -> Conversions.coerce(value, type)).toList();
    }
}
