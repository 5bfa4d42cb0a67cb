package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a row pattern recognition looks for, and where it goes on after a match.
 *
 * @param inputs what the labels' conditions read, by the symbols that stand for it there
 */
public record PatternSearch(
        RowPattern pattern,
        List<Label> labels,
        Map<Symbol, PatternValue> inputs,
        RowsPerMatch rows,
        Skip skip,
        Optional<SearchFrame> frame) {
    public PatternSearch {
        labels = List.copyOf(labels);
        inputs = Copies.ordered(inputs);
    }

    /** A primary pattern variable; without condition any row may have it. */
    public record Label(String name, Optional<Expression> condition) {}

    /** Which rows come out. */
    public enum RowsPerMatch {
        ONE,
        ALL_SHOW_EMPTY,
        ALL_OMIT_EMPTY,
        ALL_WITH_UNMATCHED,
        /** One for each row of the source. */
        WINDOW;

        /** Whether rows come out that belong to no match. */
        public boolean unmatched() {
            return this == ALL_WITH_UNMATCHED || this == WINDOW;
        }
    }

    /** AFTER MATCH SKIP. */
    public sealed interface Skip {
        record PastLastRow() implements Skip {}

        record ToNextRow() implements Skip {}

        /** To the row navigated to from the match's last. */
        record To(RowNavigation navigation) implements Skip {}
    }

    /**
     * What a pattern in a window may search, from the current row on.
     *
     * @param end where; an offset is a symbol of the source
     */
    public record SearchFrame(Frame.Bound end, Mode mode) {}

    /** Where matches may start. */
    public enum Mode {
        /** At the current row only. */
        INITIAL,
        /** At the first row of the frame that one starts at. */
        SEEK
    }
}
