package io.skein.worker.summary;

import java.util.Arrays;

/** Distinct numbers without a box around each: it looks at every row of a build side. */
final class LongSet {
    private long[] slots = new long[1024];
    private boolean[] taken = new boolean[1024];
    private int size;

    void add(long value) {
        int slot = slot(value);
        if (!taken[slot]) {
            taken[slot] = true;
            slots[slot] = value;
            size++;
            if (size * 2 > slots.length) {
                grow();
            }
        }
    }

    int size() {
        return size;
    }

    long[] sorted() {
        long[] values = new long[size];
        int next = 0;
        for (int slot = 0; slot < slots.length; slot++) {
            if (taken[slot]) {
                values[next++] = slots[slot];
            }
        }
        Arrays.sort(values);
        return values;
    }

    /** Where the value is, or would be. */
    private int slot(long value) {
        int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & (slots.length - 1);
        while (taken[slot] && slots[slot] != value) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] values = sorted();
        slots = new long[slots.length * 2];
        taken = new boolean[slots.length];
        size = 0;
        for (long value : values) {
            add(value);
        }
    }
}
