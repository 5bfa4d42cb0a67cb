package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Symbol;

/** What an {@link ApplyNode} asks of its subquery. */
public sealed interface SubqueryKind {
    /** The one value of the one row; NULL for no row, SUBQUERY_MULTIPLE_ROWS for more. */
    record Scalar(Symbol value) implements SubqueryKind {}

    record Exists() implements SubqueryKind {}

    /** {@code value IN (subquery)}. */
    record In(Expression value, Symbol element) implements SubqueryKind {}

    /** {@code value operator ALL|ANY (subquery)}. */
    record Quantified(Expression value, ComparisonOperator operator, boolean all, Symbol element)
            implements SubqueryKind {}
}
