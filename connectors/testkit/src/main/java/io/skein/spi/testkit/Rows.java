package io.skein.spi.testkit;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.Split.PageSplit;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** Whole tables as lists, for tests. */
public final class Rows {
    private static final int SPLITS_AT_ONCE = 100;

    private Rows() {}

    /** Unlike {@link java.util.stream.Stream#toList()} with a type that admits nulls. */
    static <T extends @Nullable Object> Collector<T, ?, List<T>> toList() {
        return Collectors.toCollection(ArrayList::new);
    }

    public static TableHandle table(Connector connector, SchemaTableName name) {
        return connector.metadata().table(name).orElseThrow(() -> new AssertionError("no table " + name));
    }

    /** Those that {@code SELECT *} reads. */
    public static List<ColumnHandle> columns(Connector connector, TableHandle table) {
        return connector.metadata().tableMetadata(table).columns().stream()
                .filter(column -> !column.hidden())
                .map(ColumnMetadata::handle)
                .toList();
    }

    public static List<Split> splits(Connector connector, TableHandle table, List<ColumnHandle> columns) {
        try (SplitSource source = connector.splitManager().splits(table, columns, Constraint.ALL)) {
            return splits(source);
        }
    }

    private static List<Split> splits(SplitSource source) {
        List<Split> splits = new ArrayList<>();
        for (List<Split> batch = source.next(SPLITS_AT_ONCE); !batch.isEmpty(); batch = source.next(SPLITS_AT_ONCE)) {
            splits.addAll(batch);
        }
        return splits;
    }

    /** Reads all splits one after the other. */
    public static List<List<@Nullable Object>> read(
            Connector connector, TableHandle table, List<ColumnHandle> columns, BufferAllocator allocator) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (SplitSource splits = connector.splitManager().splits(table, columns, Constraint.ALL)) {
            for (Split split : splits(splits)) {
                try (PageSource source =
                        connector.pageSourceProvider().orElseThrow().open((PageSplit) split, columns, allocator)) {
                    while (source.next()) {
                        addAll(rows, source.root());
                    }
                }
            }
        }
        return rows;
    }

    public static List<List<@Nullable Object>> read(
            Connector connector, SchemaTableName name, BufferAllocator allocator) {
        TableHandle table = table(connector, name);
        return read(connector, table, columns(connector, table), allocator);
    }

    private static void addAll(List<List<@Nullable Object>> rows, VectorSchemaRoot batch) {
        for (int row = 0; row < batch.getRowCount(); row++) {
            List<@Nullable Object> values = new ArrayList<>();
            for (FieldVector vector : batch.getFieldVectors()) {
                values.add(Values.get(vector, row));
            }
            rows.add(values);
        }
    }

    /** A batch with these rows; the caller closes it. */
    public static VectorSchemaRoot batch(
            List<ColumnHandle> columns,
            List<? extends List<? extends @Nullable Object>> rows,
            BufferAllocator allocator) {
        VectorSchemaRoot batch = VectorSchemaRoot.create(ColumnHandle.schema(columns), allocator);
        batch.allocateNew();
        for (int column = 0; column < columns.size(); column++) {
            FieldVector vector = batch.getVector(column);
            for (int row = 0; row < rows.size(); row++) {
                Values.set(vector, row, rows.get(row).get(column));
            }
        }
        batch.setRowCount(rows.size());
        return batch;
    }

    /** Writes the rows through one sink and gives what it reported. */
    public static List<byte[]> sink(
            Connector connector,
            WriteHandle handle,
            List<? extends List<? extends @Nullable Object>> rows,
            BufferAllocator allocator) {
        var sink = connector.write().orElseThrow().sink(handle, allocator);
        try (VectorSchemaRoot batch = batch(handle.columns(), rows, allocator)) {
            sink.append(batch);
        }
        return sink.finish();
    }
}
