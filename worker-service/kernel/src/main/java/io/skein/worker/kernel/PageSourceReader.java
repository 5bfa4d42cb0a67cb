package io.skein.worker.kernel;

import io.skein.spi.connector.PageSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Shows a page source to the kernel as an Arrow stream, and keeps the exception that the way through native code would flatten. */
final class PageSourceReader extends ArrowReader {
    private final PageSource source;
    private final VectorSchemaRoot shown;
    private boolean started;
    private volatile @Nullable RuntimeException failure;

    PageSourceReader(PageSource source, List<String> columns, BufferAllocator allocator) {
        super(allocator);
        this.source = source;
        this.shown = renamed(source.root(), columns);
    }

    /** The source's vectors under other names. A relation needs a column: one of nulls stands in where there is none. */
    private static VectorSchemaRoot renamed(VectorSchemaRoot root, List<String> columns) {
        List<FieldVector> vectors = root.getFieldVectors();
        if (vectors.isEmpty()) {
            NullVector nothing = new NullVector("nothing");
            return new VectorSchemaRoot(List.of(nothing.getField()), List.of(nothing), 0);
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Field field = vectors.get(i).getField();
            fields.add(new Field(columns.get(i), field.getFieldType(), field.getChildren()));
        }
        return new VectorSchemaRoot(new Schema(fields), vectors, 0);
    }

    @Nullable
    RuntimeException failure() {
        return failure;
    }

    @Override
    public boolean loadNextBatch() {
        try {
            if (started) {
                // The kernel may still hold the last batch's buffers: a source must not write into them.
                source.root().clear();
            }
            started = true;
            boolean loaded = source.next();
            shown.setRowCount(loaded ? source.root().getRowCount() : 0);
            return loaded;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public VectorSchemaRoot getVectorSchemaRoot() {
        return shown;
    }

    @Override
    protected Schema readSchema() {
        return shown.getSchema();
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public void close() {
        source.close();
    }

    @Override
    protected void closeReadSource() {}
}
