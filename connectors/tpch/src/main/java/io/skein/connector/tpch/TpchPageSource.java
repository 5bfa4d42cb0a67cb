package io.skein.connector.tpch;

import io.skein.connector.tpch.Generators.Comments;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSource;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Generates a run of rows, then fills one wanted column after the other. */
final class TpchPageSource<E extends TpchEntity> implements PageSource {
    private static final int BATCH_ROWS = 8192;

    private final VectorSchemaRoot root;
    private final Iterator<E> rows;
    private final List<ColumnFiller<E>> fillers;
    private final E[] run;
    private long bytes;

    private TpchPageSource(VectorSchemaRoot root, Iterator<E> rows, List<ColumnFiller<E>> fillers, E[] run) {
        this.root = root;
        this.rows = rows;
        this.fillers = fillers;
        this.run = run;
    }

    @SuppressWarnings("unchecked")
    static <E extends TpchEntity> TpchPageSource<E> open(
            TpchShape shape,
            TpchTable<E> table,
            TpchSplit split,
            List<ColumnHandle> columns,
            BufferAllocator allocator) {
        List<Optional<TpchColumn<E>>> sources = columns.stream()
                .map(column -> shape.column(table, column.name()))
                .toList();
        boolean comments = sources.stream()
                .flatMap(Optional::stream)
                .anyMatch(column -> column.getColumnName().endsWith("comment"));
        Iterator<E> rows = Generators.start(table, split, comments ? Comments.NEEDED : Comments.UNUSED);
        VectorSchemaRoot root = VectorSchemaRoot.create(ColumnHandle.schema(columns), allocator);
        List<ColumnFiller<E>> fillers = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            FieldVector vector = root.getVector(i);
            fillers.add(sources.get(i)
                    .map(source -> ColumnFiller.of(source, vector))
                    .orElseGet(() -> ColumnFiller.rowNumber((BigIntVector) vector)));
        }
        return new TpchPageSource<>(root, rows, fillers, (E[]) new TpchEntity[BATCH_ROWS]);
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        int count = 0;
        while (count < BATCH_ROWS && rows.hasNext()) {
            run[count++] = rows.next();
        }
        root.clear();
        if (count == 0) {
            return false;
        }
        for (int i = 0; i < fillers.size(); i++) {
            FieldVector vector = root.getVector(i);
            vector.setInitialCapacity(count);
            vector.allocateNew();
            fillers.get(i).fill(run, count);
        }
        root.setRowCount(count);
        bytes += root.getFieldVectors().stream()
                .mapToLong(FieldVector::getBufferSize)
                .sum();
        return true;
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
