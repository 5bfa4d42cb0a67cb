package io.skein.worker.kernel.match;

import org.jspecify.annotations.Nullable;

/** An expression over a match in the making; null is SQL's NULL. */
@FunctionalInterface
interface Condition {
    @Nullable
    Object evaluate(Situation situation);

    /**
     * Where a condition is asked: the row was tentatively taken under the label it is for.
     *
     * @param start the match's first row
     * @param trace what was taken, the row among it
     */
    record Situation(
            Partition partition, long matchNumber, int start, int searchStart, int searchEnd, int row, Trace trace) {}

    /**
     * A navigation to a row taken before.
     *
     * @param slot where the trace keeps the row; negative where it can be counted out
     */
    record Place(Navigation navigation, int slot) {
        int row(Situation at) {
            int row;
            if (slot >= 0) {
                row = at.trace().rows()[slot];
            } else {
                int taken = at.row() - at.start();
                int index = navigation.last() ? taken - navigation.logicalOffset() : navigation.logicalOffset();
                row = index < 0 || index > taken ? -1 : at.start() + index;
            }
            return navigation.shifted(row, at.searchStart(), at.searchEnd());
        }

        /** The row's label; -1 where there is no row. */
        int label(Situation at) {
            return slot < 0 ? -1 : at.trace().labels()[slot];
        }
    }
}
