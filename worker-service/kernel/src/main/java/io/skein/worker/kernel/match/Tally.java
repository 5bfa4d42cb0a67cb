package io.skein.worker.kernel.match;

import org.jspecify.annotations.Nullable;

/**
 * An aggregate over the rows taken so far. Runs that part share the tally up to there.
 *
 * @param previous the tally without the last row; null when it has none
 * @param row the last row; -1 when there is none
 * @param count the rows whose argument counts
 * @param value the sum, least or greatest so far; null when there is none
 */
record Tally(
        @Nullable Tally previous,
        int row,
        int rows,
        long count,
        @Nullable Object value) {
    static final Tally NONE = new Tally(null, -1, 0, 0, null);

    /** Whether both are over the same rows. */
    boolean sameRows(Tally other) {
        if (rows != other.rows) {
            return false;
        }
        Tally left = this;
        Tally right = other;
        while (left != right && left != null && right != null) {
            if (left.row != right.row) {
                return false;
            }
            left = left.previous;
            right = right.previous;
        }
        return true;
    }
}
