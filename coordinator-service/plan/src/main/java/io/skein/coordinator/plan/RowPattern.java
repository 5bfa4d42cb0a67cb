package io.skein.coordinator.plan;

import java.util.List;
import java.util.OptionalInt;

/** A row pattern (SQL:2016 7.8): a regular expression over labels, which go by their place in {@link PatternSearch#labels()}. */
public sealed interface RowPattern {
    /** A row of this label. */
    record Label(int label) implements RowPattern {}

    /** {@code ()}: no row. */
    record Empty() implements RowPattern {}

    /** {@code ^} or {@code $}. */
    record Anchor(Side side) implements RowPattern {}

    /** The side of the partition that an anchor is for. */
    enum Side {
        START,
        END
    }

    /** <code>{- part -}</code>: its rows are matched and not shown. */
    record Exclusion(RowPattern part) implements RowPattern {}

    record Concatenation(List<RowPattern> parts) implements RowPattern {
        public Concatenation {
            parts = List.copyOf(parts);
        }
    }

    /** One of these, the first preferred. */
    record Alternation(List<RowPattern> parts) implements RowPattern {
        public Alternation {
            parts = List.copyOf(parts);
        }
    }

    /** All of these in some order, the written one preferred. */
    record Permutation(List<RowPattern> parts) implements RowPattern {
        public Permutation {
            parts = List.copyOf(parts);
        }
    }

    /** A quantified part; {@code most} is empty for no bound. */
    record Repetition(RowPattern part, int least, OptionalInt most, Preference preference) implements RowPattern {}

    /** How many repetitions are preferred. */
    enum Preference {
        GREEDY,
        RELUCTANT
    }
}
