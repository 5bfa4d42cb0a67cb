package io.skein.coordinator.plan;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * From a row of a match to another row: to the first or last row under one of the labels, {@code logicalOffset} such rows on towards the match's other
 * end, and then by {@code physicalOffset} rows of whatever label.
 *
 * @param labels by place in {@link PatternSearch#labels()}; empty for all
 */
public record RowNavigation(
        SortedSet<Integer> labels, Anchor anchor, Mode mode, int logicalOffset, int physicalOffset) {
    /** The row itself. */
    public static final RowNavigation CURRENT = new RowNavigation(new TreeSet<>(), Anchor.LAST, Mode.RUNNING, 0, 0);

    public RowNavigation {
        labels = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(labels));
    }

    /** The end of the match that counting starts from. */
    public enum Anchor {
        FIRST,
        LAST
    }

    /** Whether the match is seen up to the current row or as a whole. */
    public enum Mode {
        RUNNING,
        FINAL
    }

    /** The row that the physical offset is added to. */
    public RowNavigation base() {
        return new RowNavigation(labels, anchor, mode, logicalOffset, 0);
    }
}
