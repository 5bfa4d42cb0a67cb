package io.skein.worker.kernel;

import io.skein.spi.connector.PageSource;
import io.skein.spi.type.ArrowTypes;
import io.skein.spi.type.Type;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The numbers from 0 in one bigint column n; at the end it stops, or throws what it was given. */
final class NumberSource implements PageSource {
    private static final int BATCH = 1000;

    private final VectorSchemaRoot root;
    private final long end;
    private final Runnable atEnd;
    private long position;
    boolean closed;

    NumberSource(BufferAllocator allocator, long end, Runnable atEnd) {
        this.root = VectorSchemaRoot.create(ArrowTypes.schema(List.of("n"), List.of(Type.Simple.BIGINT)), allocator);
        this.end = end;
        this.atEnd = atEnd;
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        if (position == end) {
            atEnd.run();
            return false;
        }
        int rows = (int) Math.min(BATCH, end - position);
        BigIntVector numbers = (BigIntVector) root.getVector(0);
        numbers.allocateNew(rows);
        for (int i = 0; i < rows; i++) {
            numbers.set(i, position++);
        }
        root.setRowCount(rows);
        return true;
    }

    @Override
    public long bytesRead() {
        return position * Long.BYTES;
    }

    @Override
    public void close() {
        closed = true;
        root.close();
    }

    /** The same number of rows, with nothing in them. */
    PageSource withoutColumns() {
        VectorSchemaRoot empty = new VectorSchemaRoot(List.of());
        return new PageSource() {
            @Override
            public VectorSchemaRoot root() {
                return empty;
            }

            @Override
            public boolean next() {
                boolean more = NumberSource.this.next();
                empty.setRowCount(root.getRowCount());
                return more;
            }

            @Override
            public long bytesRead() {
                return 0;
            }

            @Override
            public void close() {
                NumberSource.this.close();
            }
        };
    }
}
