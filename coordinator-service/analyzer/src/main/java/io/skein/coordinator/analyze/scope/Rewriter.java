package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Expression;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Replaces parts of an expression. */
public final class Rewriter {
    private final Function<Expression, @Nullable Expression> replacement;

    private Rewriter(Function<Expression, @Nullable Expression> replacement) {
        this.replacement = replacement;
    }

    /** Replaces each part for which there is a replacement, largest first; a replaced part is not looked into. */
    public static Expression topDown(Expression expression, Function<Expression, @Nullable Expression> replacement) {
        return new Rewriter(replacement).rewrite(expression);
    }

    private Expression rewrite(Expression expression) {
        Expression replaced = replacement.apply(expression);
        return replaced == null ? within(expression) : replaced;
    }

    private List<Expression> rewrite(List<Expression> expressions) {
        return expressions.stream().map(this::rewrite).toList();
    }

    private Expression within(Expression expression) {
        return switch (expression) {
            case Expression.Constant _, Expression.Reference _, Expression.Variable _ -> expression;
            case Expression.Lambda lambda -> new Expression.Lambda(lambda.parameters(), rewrite(lambda.body()));
            case Expression.Call call -> new Expression.Call(call.function(), rewrite(call.arguments()));
            case Expression.Cast cast -> new Expression.Cast(rewrite(cast.value()), cast.type(), cast.safe());
            case Expression.Comparison comparison ->
                new Expression.Comparison(
                        comparison.operator(), rewrite(comparison.left()), rewrite(comparison.right()));
            case Expression.Between between ->
                new Expression.Between(rewrite(between.value()), rewrite(between.low()), rewrite(between.high()));
            case Expression.In in -> new Expression.In(rewrite(in.value()), rewrite(in.list()));
            case Expression.Logical logical -> new Expression.Logical(logical.operator(), rewrite(logical.terms()));
            case Expression.Not not -> new Expression.Not(rewrite(not.value()));
            case Expression.IsNull isNull -> new Expression.IsNull(rewrite(isNull.value()));
            case Expression.Case branches ->
                new Expression.Case(
                        branches.branches().stream()
                                .map(when -> new Expression.When(rewrite(when.condition()), rewrite(when.result())))
                                .toList(),
                        branches.defaultResult().map(this::rewrite),
                        branches.type());
            case Expression.Coalesce coalesce -> new Expression.Coalesce(rewrite(coalesce.operands()));
            case Expression.NullIf nullIf -> new Expression.NullIf(rewrite(nullIf.first()), rewrite(nullIf.compared()));
            case Expression.Try attempt -> new Expression.Try(rewrite(attempt.value()));
            case Expression.RowConstructor row -> new Expression.RowConstructor(rewrite(row.fields()), row.type());
            case Expression.ArrayConstructor array ->
                new Expression.ArrayConstructor(rewrite(array.elements()), array.type());
            case Expression.FieldAccess access -> new Expression.FieldAccess(rewrite(access.row()), access.field());
        };
    }
}
