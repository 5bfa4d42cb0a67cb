package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.expression.Symbol;
import java.util.Optional;
import java.util.SortedSet;

/** What conditions and measures of a row pattern read: of the rows of a match, or of the match itself. */
public sealed interface PatternValue {
    /**
     * A source column's value at the row navigated to.
     *
     * @param absent the value, an expression without symbols, where there is no such row; NULL if empty
     */
    record Column(Symbol source, RowNavigation navigation, Optional<Expression> absent) implements PatternValue {}

    /** The label of the row navigated to. */
    record Classifier(RowNavigation navigation) implements PatternValue {}

    /** The match's number within the partition, from 1; NULL for a row without match. */
    record MatchNumber() implements PatternValue {}

    /**
     * An aggregate over the rows taken so far, for conditions only.
     *
     * @param argument absent for {@code count(*)}
     * @param labels whose rows it is over; empty for all
     */
    record Aggregate(FunctionReference function, Optional<Symbol> argument, SortedSet<Integer> labels)
            implements PatternValue {}

    /** The row's place in the partition, for outputs only. */
    record Position() implements PatternValue {}

    /** The place of the row at which the search began; unique for each match and each unmatched row. For outputs only. */
    record Origin() implements PatternValue {}

    /** Whether the row is part of the answer, and not there for aggregates alone. For outputs only. */
    record Shown() implements PatternValue {}
}
