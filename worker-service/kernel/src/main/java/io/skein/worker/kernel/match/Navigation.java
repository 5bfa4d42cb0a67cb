package io.skein.worker.kernel.match;

import java.util.BitSet;

/**
 * The way from a row of a match to another row: to the first or last row of the match, or to the {@code logicalOffset}-th from there, counting the rows of
 * these labels only, and on from it by {@code physicalOffset} rows of whatever label.
 *
 * @param labels empty for all of them
 * @param running whether {@code LAST} looks no further than the current row
 */
record Navigation(BitSet labels, boolean last, boolean running, int logicalOffset, int physicalOffset) {
    boolean universal() {
        return labels.isEmpty();
    }

    boolean covers(int label) {
        return labels.isEmpty() || labels.get(label);
    }

    /** The row of the partition, or -1 where there is none within the searched rows. */
    int from(int current, Match match) {
        int index = last ? backwards(running ? current - match.start() : match.length() - 1, match) : forwards(match);
        return index < 0 ? -1 : shifted(match.start() + index, match.searchStart(), match.searchEnd());
    }

    /** The row by the physical offset from the one found, or -1 outside of the searched rows. */
    int shifted(int row, int searchStart, int searchEnd) {
        int target = row + physicalOffset;
        return row < 0 || target < searchStart || target >= searchEnd ? -1 : target;
    }

    private int backwards(int from, Match match) {
        if (universal()) {
            return from - logicalOffset;
        }
        int left = logicalOffset;
        for (int index = from; index >= 0; index--) {
            if (labels.get(match.label(index)) && left-- == 0) {
                return index;
            }
        }
        return -1;
    }

    private int forwards(Match match) {
        if (universal()) {
            return logicalOffset < match.length() ? logicalOffset : -1;
        }
        int left = logicalOffset;
        for (int index = 0; index < match.length(); index++) {
            if (labels.get(match.label(index)) && left-- == 0) {
                return index;
            }
        }
        return -1;
    }
}
