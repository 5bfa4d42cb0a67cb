package io.skein.connector.iceberg.metadata;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.PageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;

/** Rows of Java values as Arrow batches. */
final class RowsPageSource implements PageSource {
    private static final int BATCH_ROWS = 1024;

    private final int[] positions;
    private final CloseableIterable<Object[]> rows;
    private final CloseableIterator<Object[]> iterator;
    private final VectorSchemaRoot root;
    private long bytes;

    RowsPageSource(MetadataRows table, List<ColumnHandle> columns, BufferAllocator allocator) {
        List<String> names = table.columns().stream().map(ColumnMetadata::name).toList();
        this.positions = columns.stream()
                .mapToInt(column -> names.indexOf(column.name()))
                .toArray();
        this.rows = table.rows();
        this.iterator = rows.iterator();
        this.root = VectorSchemaRoot.create(ColumnHandle.schema(columns), allocator);
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        root.clear();
        root.allocateNew();
        int count = 0;
        while (count < BATCH_ROWS && iterator.hasNext()) {
            Object[] row = iterator.next();
            for (int i = 0; i < positions.length; i++) {
                RowVectors.set(root.getVector(i), count, row[positions[i]]);
            }
            count++;
        }
        root.setRowCount(count);
        bytes += root.getFieldVectors().stream()
                .mapToLong(FieldVector::getBufferSize)
                .sum();
        return count > 0;
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void close() {
        try (root;
                rows;
                iterator) {
            root.clear();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
