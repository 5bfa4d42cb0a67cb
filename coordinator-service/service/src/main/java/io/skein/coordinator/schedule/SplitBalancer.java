package io.skein.coordinator.schedule;

import io.skein.proto.v1.Split;
import java.util.function.ObjIntConsumer;

/**
 * Gives each split to the task with the least work so far, and a large file to several tasks, each of which reads some of its row groups. Shared by all scans
 * of a stage.
 */
final class SplitBalancer {
    /** A split always costs something, however small: opening it does. */
    private static final long OPEN_BYTES = 64 << 10;

    /** What a row weighs where bytes are not known. */
    private static final long ROW_BYTES = 100;

    private static final long UNKNOWN_BYTES = 16L << 20;

    /** Where there are that many large files, tasks have enough to do without sharing them; to a kernel, each part is a scan of its own. */
    private static final int MOST_SHARED_FILES = 32;

    private final long[] load;
    private final long largestPart;
    private int sharedFiles;

    /** @param largestPart bytes up to which a file is read by one task */
    SplitBalancer(int tasks, long largestPart) {
        load = new long[tasks];
        this.largestPart = largestPart;
    }

    /** Hands on the split, or its parts, each to another task. */
    synchronized void assign(Split split, ObjIntConsumer<Split> taker) {
        int parts = parts(split);
        if (parts == 1) {
            taker.accept(split, assign(weight(split)));
            return;
        }
        sharedFiles++;
        int first = least();
        for (int part = 0; part < parts; part++) {
            int task = (first + part) % load.length;
            load[task] += weight(split) / parts;
            Split.Builder own = split.toBuilder();
            own.getFileBuilder().setPart(part).setParts(parts);
            taker.accept(own.build(), task);
        }
    }

    private int parts(Split split) {
        return split.hasFile() && sharedFiles < MOST_SHARED_FILES
                ? (int) Math.clamp(Math.ceilDiv(split.getBytes(), largestPart), 1, load.length)
                : 1;
    }

    private int assign(long weight) {
        int least = least();
        load[least] += weight;
        return least;
    }

    private int least() {
        int least = 0;
        for (int i = 1; i < load.length; i++) {
            if (load[i] < load[least]) {
                least = i;
            }
        }
        return least;
    }

    static long weight(Split split) {
        if (split.getBytes() > 0) {
            return OPEN_BYTES + split.getBytes();
        }
        return split.getRows() > 0 ? OPEN_BYTES + split.getRows() * ROW_BYTES : UNKNOWN_BYTES;
    }
}
