package io.skein.worker.kernel.match;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A row pattern with all that belongs to it.
 *
 * @param columns the kinds of the values that the conditions read
 * @param conditions one for each label; empty is true
 * @param reach for each instruction what the conditions ask of which labels it can still come to
 */
record Program(
        List<Instruction> instructions,
        List<ValueKind> columns,
        List<Optional<Condition>> conditions,
        List<Tracker> trackers,
        List<Aggregate> aggregates,
        List<Reach> reach,
        Output output) {
    /** How many rows the trackers keep together. */
    int slots() {
        return trackers.stream().mapToInt(Tracker::depth).sum();
    }

    /** What decides whether two runs at one instruction will fare alike. */
    record Reach(BitSet trackers, BitSet aggregates) {}

    /** Which rows come out, and what is told of each. */
    record Output(RowsPerMatch rows, boolean everyRow, Skip skip, Optional<Frame> frame, List<Told> told) {
        Output {
            told = List.copyOf(told);
        }
    }

    /** What is told of a row: the place of another row, or that row's label. */
    record Told(Navigation navigation, boolean label) {}

    /** AFTER MATCH SKIP; the navigation is present where it goes to a row of a label. */
    record Skip(boolean toNextRow, Optional<Navigation> navigation) {}

    /**
     * The rows that a pattern in a window searches, from the current row on.
     *
     * @param seek whether a match may start after the current row
     */
    record Frame(End end, int column, boolean seek) {
        /** Where the frame ends. */
        enum End {
            CURRENT_ROW,
            FOLLOWING,
            UNBOUNDED
        }
    }

    /** As Trino names them. */
    enum RowsPerMatch {
        ONE,
        ALL_SHOW_EMPTY,
        ALL_OMIT_EMPTY,
        ALL_WITH_UNMATCHED,
        WINDOW;

        boolean lastRowOnly() {
            return this == ONE || this == WINDOW;
        }

        boolean emptyMatches() {
            return this != ALL_OMIT_EMPTY;
        }
    }
}
