package io.skein.coordinator.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Single rows that the coordinator itself answers. */
final class CoordinatorRows {
    private final BufferAllocator allocator;

    CoordinatorRows(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    VectorSchemaRoot bigint(String column, long value) {
        BigIntVector vector = new BigIntVector(column, allocator);
        vector.allocateNew(1);
        vector.set(0, value);
        return row(vector);
    }

    /** A row with NULL in it. */
    VectorSchemaRoot nothing(String column) {
        BigIntVector vector = new BigIntVector(column, allocator);
        vector.allocateNew(1);
        vector.setNull(0);
        return row(vector);
    }

    VectorSchemaRoot bool(String column, boolean value) {
        BitVector vector = new BitVector(column, allocator);
        vector.allocateNew(1);
        vector.set(0, value ? 1 : 0);
        return row(vector);
    }

    VectorSchemaRoot text(String column, String value) {
        VarCharVector vector = new VarCharVector(column, allocator);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        vector.allocateNew(bytes.length, 1);
        vector.set(0, bytes);
        return row(vector);
    }

    /** The sum of a batch's first column, whose type is bigint. */
    static long sumOfFirstColumn(VectorSchemaRoot batch) {
        if (!(batch.getVector(0) instanceof BigIntVector counts)) {
            throw PlanRunner.internal("A write's row count is not a bigint but "
                    + batch.getVector(0).getField().getType());
        }
        long sum = 0;
        for (int i = 0; i < batch.getRowCount(); i++) {
            sum += counts.isNull(i) ? 0 : counts.get(i);
        }
        return sum;
    }

    private static VectorSchemaRoot row(FieldVector vector) {
        vector.setValueCount(1);
        return new VectorSchemaRoot(List.of(vector.getField()), List.of(vector), 1);
    }
}
