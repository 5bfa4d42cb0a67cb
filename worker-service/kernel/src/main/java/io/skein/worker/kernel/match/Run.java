package io.skein.worker.kernel.match;

import org.jspecify.annotations.Nullable;

/**
 * One way through the program so far. Immutable; runs that part share their past.
 *
 * @param taken the labels of the rows taken
 * @param marks where excluded parts began and ended
 */
record Run(int pointer, @Nullable Link taken, @Nullable Link marks, Trace trace) {
    /** A list of numbers, last first. */
    record Link(int value, @Nullable Link previous, int length) {
        static Link after(@Nullable Link previous, int value) {
            return new Link(value, previous, previous == null ? 1 : previous.length + 1);
        }

        static int[] array(@Nullable Link last) {
            int[] values = new int[last == null ? 0 : last.length];
            for (Link link = last; link != null; link = link.previous) {
                values[link.length - 1] = link.value;
            }
            return values;
        }
    }

    Run at(int place) {
        return new Run(place, taken, marks, trace);
    }

    Run took(int label, Trace after) {
        return new Run(pointer + 1, Link.after(taken, label), marks, after);
    }

    Run marked(int index) {
        return new Run(pointer + 1, taken, Link.after(marks, index), trace);
    }
}
