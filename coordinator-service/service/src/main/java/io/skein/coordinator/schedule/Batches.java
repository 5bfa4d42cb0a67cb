package io.skein.coordinator.schedule;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.TransferPair;

/** Moves batches between owners. */
final class Batches {
    private Batches() {}

    /** The root's rows in a root of their own, without copying; the given one is left empty, to be refilled by its stream. */
    static VectorSchemaRoot taken(VectorSchemaRoot root, BufferAllocator allocator) {
        int rows = root.getRowCount();
        List<FieldVector> vectors = new ArrayList<>(root.getFieldVectors().size());
        for (FieldVector vector : root.getFieldVectors()) {
            TransferPair pair = vector.getTransferPair(allocator);
            pair.transfer();
            vectors.add((FieldVector) pair.getTo());
        }
        return new VectorSchemaRoot(root.getSchema(), vectors, rows);
    }
}
