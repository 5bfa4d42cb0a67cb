package io.skein.worker.kernel.match;

/**
 * A match that was found.
 *
 * @param start the row it starts at
 * @param searchStart the first row that navigation may reach, and {@code searchEnd} the first one that it may not
 * @param labels the label of each of its rows
 * @param exclusions where excluded parts begin and end, by pairs of indexes into the labels
 */
record Match(int start, int searchStart, int searchEnd, int[] labels, int[] exclusions) {
    int length() {
        return labels.length;
    }

    int label(int index) {
        return labels[index];
    }

    /** The label of a row of the partition, or -1 outside of the match. */
    int labelAt(int row) {
        int index = row - start;
        return row < 0 || index < 0 || index >= labels.length ? -1 : labels[index];
    }

    boolean excluded(int index) {
        for (int i = 0; i < exclusions.length; i += 2) {
            if (index >= exclusions[i] && index < exclusions[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
