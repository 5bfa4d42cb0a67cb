package io.skein.worker.exchange;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Sends each row to the partition that its last column names; that column stays behind. */
final class HashPartitioner implements Partitioner {
    private final OutputBuffer output;
    private final BufferAllocator allocator;
    private final int[][] chosen;
    private final int[] counts;
    private long bytes;

    HashPartitioner(OutputBuffer output, BufferAllocator allocator) {
        this.output = output;
        this.allocator = allocator;
        this.chosen = new int[output.partitionCount()][0];
        this.counts = new int[output.partitionCount()];
    }

    @Override
    public boolean add(VectorSchemaRoot root) {
        List<FieldVector> vectors = root.getFieldVectors();
        choose(root);
        List<FieldVector> columns = vectors.subList(0, vectors.size() - 1);
        for (int partition = 0; partition < counts.length; partition++) {
            int count = counts[partition];
            if (count == root.getRowCount()) {
                send(partition, Batch.of(columns, count));
            } else if (count > 0) {
                send(partition, picked(columns, chosen[partition], count));
            }
        }
        return output.isWanted();
    }

    private void choose(VectorSchemaRoot root) {
        int rows = root.getRowCount();
        for (int partition = 0; partition < counts.length; partition++) {
            counts[partition] = 0;
            if (chosen[partition].length < rows) {
                chosen[partition] = new int[rows];
            }
        }
        if (!(root.getFieldVectors().getLast() instanceof IntVector partitions) || partitions.getNullCount() > 0) {
            throw new SkeinException(
                    StandardErrorCode.GENERIC_INTERNAL_ERROR,
                    "A hash partitioned output needs an INTEGER partition number without nulls");
        }
        for (int row = 0; row < rows; row++) {
            int partition = partitions.get(row);
            chosen[partition][counts[partition]++] = row;
        }
    }

    private Batch picked(List<FieldVector> columns, int[] rows, int count) {
        List<FieldVector> picked = new ArrayList<>(columns.size());
        try {
            for (FieldVector column : columns) {
                picked.add(Gather.pick(column, rows, count, allocator));
            }
            return Batch.of(picked, count);
        } finally {
            picked.forEach(FieldVector::close);
        }
    }

    private void send(int partition, Batch batch) {
        bytes += batch.bytes();
        output.add(partition, batch);
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
