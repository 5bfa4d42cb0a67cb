package io.skein.connector.tpcds;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSource;
import io.skein.spi.type.ArrowTypes;
import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Generates a run of rows as texts, then parses one wanted column after the other. */
final class TpcdsPageSource implements PageSource {
    private static final int BATCH_ROWS = 8192;

    private final VectorSchemaRoot root;
    private final Iterator<List<List<String>>> rows;
    private final int[] positions;
    private final ValueWriter[] writers;
    private final List<?>[] run = new List<?>[BATCH_ROWS];
    private long bytes;

    private TpcdsPageSource(
            VectorSchemaRoot root, Iterator<List<List<String>>> rows, int[] positions, ValueWriter[] writers) {
        this.root = root;
        this.rows = rows;
        this.positions = positions;
        this.writers = writers;
    }

    static TpcdsPageSource open(
            TpcdsSplit split, Session defaults, List<ColumnHandle> columns, BufferAllocator allocator) {
        Table table = Tables.get(split.table());
        Session session = defaults.withTable(table).withScale(split.scale());
        Iterator<List<List<String>>> rows = Results.constructResults(table, split.first(), split.last(), session)
                .iterator();
        int[] positions = columns.stream()
                .mapToInt(column -> table.getColumn(column.name()).getPosition())
                .toArray();
        VectorSchemaRoot root = VectorSchemaRoot.create(
                ArrowTypes.schema(
                        columns.stream().map(ColumnHandle::name).toList(),
                        columns.stream().map(ColumnHandle::type).toList()),
                allocator);
        ValueWriter[] writers = new ValueWriter[columns.size()];
        for (int i = 0; i < writers.length; i++) {
            writers[i] = ValueWriter.of(columns.get(i).type(), root.getVector(i));
        }
        return new TpcdsPageSource(root, rows, positions, writers);
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        int count = 0;
        while (count < BATCH_ROWS && rows.hasNext()) {
            // The other lists are rows of child tables, which are scans of their own.
            run[count++] = rows.next().getFirst();
        }
        root.clear();
        if (count == 0) {
            return false;
        }
        for (int i = 0; i < writers.length; i++) {
            fill(root.getVector(i), writers[i], positions[i], count);
        }
        root.setRowCount(count);
        bytes += root.getFieldVectors().stream()
                .mapToLong(FieldVector::getBufferSize)
                .sum();
        return true;
    }

    private void fill(FieldVector vector, ValueWriter writer, int position, int count) {
        vector.setInitialCapacity(count);
        vector.allocateNew();
        for (int row = 0; row < count; row++) {
            String text = (String) run[row].get(position);
            if (text != null) {
                writer.write(row, text);
            } else {
                vector.setNull(row);
            }
        }
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void close() {
        root.close();
    }
}
