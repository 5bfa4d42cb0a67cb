package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Reference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.Optional;
import java.util.Set;

/** {@code inner = outer}: a symbol of a subquery and an expression over the enclosing query alone. */
record CorrelatedEquality(Symbol inner, Expression outer) {
    static Optional<CorrelatedEquality> of(Expression condition, Set<Symbol> outer) {
        if (!(condition instanceof Comparison comparison) || comparison.operator() != ComparisonOperator.EQUAL) {
            return Optional.empty();
        }
        return of(comparison.left(), comparison.right(), outer)
                .or(() -> of(comparison.right(), comparison.left(), outer));
    }

    private static Optional<CorrelatedEquality> of(Expression inside, Expression outside, Set<Symbol> outer) {
        Set<Symbol> read = ExpressionTree.references(outside);
        return inside instanceof Reference reference
                        && !outer.contains(reference.symbol())
                        && !read.isEmpty()
                        && outer.containsAll(read)
                ? Optional.of(new CorrelatedEquality(reference.symbol(), outside))
                : Optional.empty();
    }
}
