package io.skein.worker.kernel;

/** Rows of a file by their numbers, from first until before end. */
public record RowRange(long first, long end) {
    public RowRange {
        if (first < 0 || end < first) {
            throw new IllegalArgumentException("Not a range of rows: " + first + " to " + end);
        }
    }

    public long count() {
        return end - first;
    }
}
