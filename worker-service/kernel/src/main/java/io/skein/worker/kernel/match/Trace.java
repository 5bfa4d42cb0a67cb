package io.skein.worker.kernel.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What conditions may ask of a run: the rows of its trackers (-1 where there are not so many) with their labels, and its aggregates. Immutable.
 */
record Trace(int[] rows, int[] labels, Tally[] tallies) {
    static Trace empty(int slots, int aggregates) {
        int[] none = new int[slots];
        Arrays.fill(none, -1);
        Tally[] tallies = new Tally[aggregates];
        Arrays.fill(tallies, Tally.NONE);
        return new Trace(none, none, tallies);
    }

    /** The trace after the row was taken under the label. */
    Trace taken(int row, int label, Program program, Partition partition) {
        List<Tracker> trackers = program.trackers();
        if (trackers.isEmpty() && tallies.length == 0) {
            return this;
        }
        boolean tracked = trackers.stream().anyMatch(tracker -> tracker.covers(label));
        int[] newRows = tracked ? rows.clone() : rows;
        int[] newLabels = tracked ? labels.clone() : labels;
        if (tracked) {
            for (Tracker tracker : trackers) {
                if (tracker.covers(label)) {
                    note(tracker, row, label, newRows, newLabels);
                }
            }
        }
        Tally[] newTallies = tallies.length == 0 ? tallies : tallies.clone();
        for (int i = 0; i < newTallies.length; i++) {
            Aggregate aggregate = program.aggregates().get(i);
            if (aggregate.covers(label)) {
                newTallies[i] = aggregate.add(newTallies[i], row, partition);
            }
        }
        return new Trace(newRows, newLabels, newTallies);
    }

    private static void note(Tracker tracker, int row, int label, int[] rows, int[] labels) {
        int start = tracker.offset();
        int end = start + tracker.depth();
        if (tracker.last()) {
            System.arraycopy(rows, start, rows, start + 1, tracker.depth() - 1);
            System.arraycopy(labels, start, labels, start + 1, tracker.depth() - 1);
            rows[start] = row;
            labels[start] = label;
            return;
        }
        for (int i = start; i < end; i++) {
            if (rows[i] < 0) {
                rows[i] = row;
                labels[i] = label;
                return;
            }
        }
    }

    /** Whether no condition that asks these trackers and aggregates can tell the two apart. */
    boolean same(Trace other, Program program, BitSet asked, BitSet tallied) {
        if (this == other) {
            return true;
        }
        for (int i = asked.nextSetBit(0); i >= 0; i = asked.nextSetBit(i + 1)) {
            Tracker tracker = program.trackers().get(i);
            int start = tracker.offset();
            int end = start + tracker.depth();
            boolean universal = tracker.labels().isEmpty();
            if (!universal && !Arrays.equals(rows, start, end, other.rows, start, end)
                    || tracker.labelled() && !Arrays.equals(labels, start, end, other.labels, start, end)) {
                return false;
            }
        }
        for (int i = tallied.nextSetBit(0); i >= 0; i = tallied.nextSetBit(i + 1)) {
            if (!tallies[i].sameRows(other.tallies[i])) {
                return false;
            }
        }
        return true;
    }
}
