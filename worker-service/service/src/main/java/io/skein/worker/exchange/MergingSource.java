package io.skein.worker.exchange;

import io.skein.spi.connector.PageSource;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Merges sources that are each in order. A batch ends when one source's rows do, so that all picked rows are still at hand. */
final class MergingSource implements PageSource {
    private static final int BATCH_ROWS = 16_384;

    private final List<Type> types;
    private final List<MergeTerm> ordering;
    private final List<Cursor> cursors = new ArrayList<>();
    private final PriorityQueue<Cursor> heap;
    private final VectorSchemaRoot root;
    private final Cursor[] from = new Cursor[BATCH_ROWS];
    private final int[] rows = new int[BATCH_ROWS];
    private @Nullable Cursor exhausted;
    private boolean started;
    private long bytes;

    MergingSource(OutputSchema schema, List<BatchStream> streams, List<MergeTerm> ordering, BufferAllocator allocator) {
        this.types = schema.types();
        this.ordering = ordering;
        this.heap = new PriorityQueue<>(this::compare);
        this.root = VectorSchemaRoot.create(schema.arrow(), allocator);
        for (BatchStream stream : streams) {
            cursors.add(new Cursor(cursors.size(), new BatchPageSource(stream, schema.arrow(), allocator)));
        }
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        if (!started) {
            started = true;
            cursors.forEach(this::refill);
        } else if (exhausted != null) {
            refill(exhausted);
        }
        exhausted = null;
        int count = pick();
        if (count == 0) {
            return false;
        }
        copy(count);
        return true;
    }

    /** Notes the next rows in order, until one source must be refilled. */
    private int pick() {
        int count = 0;
        while (count < BATCH_ROWS && exhausted == null) {
            Cursor least = heap.poll();
            if (least == null) {
                break;
            }
            Cursor second = heap.peek();
            do {
                from[count] = least;
                rows[count++] = least.row++;
            } while (count < BATCH_ROWS && least.hasRow() && (second == null || compare(least, second) <= 0));
            if (least.hasRow()) {
                heap.add(least);
            } else {
                exhausted = least;
            }
        }
        return count;
    }

    private void copy(int count) {
        for (int column = 0; column < types.size(); column++) {
            FieldVector target = root.getVector(column);
            target.clear();
            target.setInitialCapacity(count);
            target.allocateNew();
            for (int i = 0; i < count; i++) {
                target.copyFromSafe(rows[i], i, from[i].source.root().getVector(column));
            }
        }
        root.setRowCount(count);
        bytes += root.getFieldVectors().stream()
                .mapToLong(FieldVector::getBufferSize)
                .sum();
    }

    private void refill(Cursor cursor) {
        if (cursor.source.next()) {
            cursor.row = 0;
            heap.add(cursor);
        }
    }

    private int compare(Cursor left, Cursor right) {
        for (MergeTerm term : ordering) {
            int order = RowOrder.compare(
                    term,
                    types.get(term.column()),
                    left.source.root().getVector(term.column()),
                    left.row,
                    right.source.root().getVector(term.column()),
                    right.row);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.number, right.number);
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void close() {
        cursors.forEach(cursor -> cursor.source.close());
        root.close();
    }

    /** A source and the row it has come to. */
    private static final class Cursor {
        final int number;
        final BatchPageSource source;
        int row;

        Cursor(int number, BatchPageSource source) {
            this.number = number;
            this.source = source;
        }

        boolean hasRow() {
            return row < source.root().getRowCount();
        }
    }
}
