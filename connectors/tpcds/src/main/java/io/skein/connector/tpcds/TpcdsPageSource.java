package io.skein.connector.tpcds;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSource;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.row.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Generates a run of rows, and copies of each the wanted columns: from the row object where its fields are known, else from its texts. */
final class TpcdsPageSource implements PageSource {
    private static final int BATCH_ROWS = 8192;

    private final VectorSchemaRoot root;
    private final GeneratedRows rows;
    private final List<FieldWriter> fields = new ArrayList<>();
    private final List<TextColumn> texts = new ArrayList<>();
    private long bytes;

    private record TextColumn(int position, FieldVector vector, ValueWriter writer) {
        void write(int index, List<String> values) {
            String text = values.get(position);
            if (text != null) {
                writer.write(index, text);
            } else {
                vector.setNull(index);
            }
        }
    }

    private TpcdsPageSource(VectorSchemaRoot root, GeneratedRows rows) {
        this.root = root;
        this.rows = rows;
    }

    static TpcdsPageSource open(
            TpcdsSplit split, Session defaults, List<ColumnHandle> columns, BufferAllocator allocator) {
        GeneratedRows rows = new GeneratedRows(split, defaults);
        VectorSchemaRoot root = VectorSchemaRoot.create(ColumnHandle.schema(columns), allocator);
        TpcdsPageSource source = new TpcdsPageSource(root, rows);
        Table table = Tables.get(split.table());
        for (int i = 0; i < columns.size(); i++) {
            source.add(table, columns.get(i), root.getVector(i));
        }
        return source;
    }

    private void add(Table table, ColumnHandle column, FieldVector vector) {
        Optional<RowField> field = RowField.of(column.name());
        if (field.isPresent()) {
            fields.add(new FieldWriter(field.get(), table, column.type(), vector));
        } else {
            int position = table.getColumn(column.name()).getPosition();
            texts.add(new TextColumn(position, vector, ValueWriter.of(column.type(), vector)));
        }
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        root.clear();
        for (FieldVector vector : root.getFieldVectors()) {
            vector.setInitialCapacity(BATCH_ROWS);
            vector.allocateNew();
        }
        int count = 0;
        for (TableRow row = rows.next(); row != null; row = rows.next()) {
            write(count++, row);
            if (count == BATCH_ROWS) {
                break;
            }
        }
        if (count == 0) {
            root.clear();
            return false;
        }
        root.setRowCount(count);
        bytes += root.getFieldVectors().stream()
                .mapToLong(FieldVector::getBufferSize)
                .sum();
        return true;
    }

    private void write(int index, TableRow row) {
        if (!fields.isEmpty()) {
            long nullBits = RowField.nullBits(row);
            for (FieldWriter field : fields) {
                field.write(index, row, nullBits);
            }
        }
        if (!texts.isEmpty()) {
            List<String> values = row.getValues();
            for (TextColumn text : texts) {
                text.write(index, values);
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
