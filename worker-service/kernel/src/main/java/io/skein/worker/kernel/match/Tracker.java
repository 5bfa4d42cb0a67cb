package io.skein.worker.kernel.match;

import java.util.BitSet;

/**
 * The first or last rows of some labels, as many as conditions navigate to.
 *
 * @param labels empty for all of them
 * @param depth how many rows
 * @param labelled whether conditions ask for the rows' labels and not for their values only
 * @param offset where its rows stand in a {@link Trace}
 */
record Tracker(BitSet labels, boolean last, int depth, boolean labelled, int offset) {
    boolean covers(int label) {
        return labels.isEmpty() || labels.get(label);
    }
}
