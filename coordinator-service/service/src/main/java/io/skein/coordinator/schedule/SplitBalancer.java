package io.skein.coordinator.schedule;

import io.skein.proto.v1.Split;

/** Gives each split to the task with the least work so far. Shared by all scans of a stage. */
final class SplitBalancer {
    /** A split always costs something, however small: opening it does. */
    private static final long OPEN_BYTES = 64 << 10;

    /** What a row weighs where bytes are not known. */
    private static final long ROW_BYTES = 100;

    private static final long UNKNOWN_BYTES = 16L << 20;

    private final long[] load;

    SplitBalancer(int tasks) {
        load = new long[tasks];
    }

    /** The task that gets the split. */
    synchronized int assign(Split split) {
        int least = 0;
        for (int i = 1; i < load.length; i++) {
            if (load[i] < load[least]) {
                least = i;
            }
        }
        load[least] += weight(split);
        return least;
    }

    static long weight(Split split) {
        if (split.getBytes() > 0) {
            return OPEN_BYTES + split.getBytes();
        }
        return split.getRows() > 0 ? OPEN_BYTES + split.getRows() * ROW_BYTES : UNKNOWN_BYTES;
    }
}
