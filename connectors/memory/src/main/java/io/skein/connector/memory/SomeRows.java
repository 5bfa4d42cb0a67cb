package io.skein.connector.memory;

import java.util.BitSet;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Rows of vectors by their places. */
final class SomeRows {
    private SomeRows() {}

    /** All but these. */
    static int[] except(BitSet gone, int rows) {
        BitSet kept = new BitSet(rows);
        kept.set(0, rows);
        kept.andNot(gone);
        return kept.stream().toArray();
    }

    /** A vector of these rows alone; the caller closes it. */
    static FieldVector of(FieldVector vector, int[] rows, BufferAllocator allocator) {
        FieldVector some = vector.getField().createVector(allocator);
        try {
            some.setInitialCapacity(rows.length);
            some.allocateNew();
            for (int i = 0; i < rows.length; i++) {
                some.copyFromSafe(rows[i], i, vector);
            }
            some.setValueCount(rows.length);
            return some;
        } catch (RuntimeException failure) {
            some.close();
            throw failure;
        }
    }
}
