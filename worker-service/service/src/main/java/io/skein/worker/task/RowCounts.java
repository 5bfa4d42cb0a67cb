package io.skein.worker.task;

import io.skein.worker.exchange.OutputSchema;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The one row that a writing task answers. */
final class RowCounts {
    private RowCounts() {}

    /** A row with the count; the caller closes it. */
    static VectorSchemaRoot of(long rows, OutputSchema schema, BufferAllocator allocator) {
        VectorSchemaRoot root = VectorSchemaRoot.create(schema.arrow(), allocator);
        root.allocateNew();
        ((BigIntVector) root.getVector(0)).setSafe(0, rows);
        root.setRowCount(1);
        return root;
    }
}
