package io.skein.worker.kernel;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.type.TypeParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;

/** A pool, an allocator and one kernel. Closing it fails when Arrow memory is still held. */
final class KernelFixture implements AutoCloseable {
    final BufferAllocator allocator = new RootAllocator();
    final KernelPool pool;
    final Kernel kernel;

    KernelFixture(Path directory, long memoryLimitBytes, KernelSettings settings) {
        pool = new KernelPool(
                new KernelConfiguration(memoryLimitBytes, 2, directory.resolve("spill"), List.of(directory), 0));
        kernel = pool.lease(settings);
    }

    KernelFixture(Path directory) {
        this(directory, 1L << 30, KernelSettings.DEFAULT);
    }

    /** The rows as texts. */
    List<List<String>> rows(String sql) {
        try (KernelStatement statement = kernel.statement()) {
            return rows(statement.query(sql, allocator));
        }
    }

    /** Makes a Parquet file of the rows. */
    void copy(String sql, Path file) {
        try (KernelStatement statement = kernel.statement()) {
            FileWrite write = new FileWrite(
                    columns(sql), "copy", target(file.getParent() + "/copies", 1L << 30, "SNAPPY", Map.of()));
            Files.move(Path.of(statement.write(sql, write).files().getFirst().path()), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files of rows to be put in, unpartitioned. */
    static WriteHandle.Files target(
            String directory, long fileBytes, String compression, Map<String, List<Integer>> nestedFieldIds) {
        return new WriteHandle.Files(
                directory, fileBytes, compression, nestedFieldIds, WriteHandle.Layout.PLAIN, WriteHandle.Rows.INSERTED);
    }

    private List<ColumnHandle> columns(String sql) {
        return rows("DESCRIBE " + sql).stream()
                .map(row -> new ColumnHandle(
                        row.get(0), TypeParser.parse(row.get(1).toLowerCase(Locale.ROOT)), OptionalInt.empty()))
                .toList();
    }

    static List<List<String>> rows(PageSource source) {
        List<List<String>> rows = new ArrayList<>();
        while (source.next()) {
            for (int row = 0; row < source.root().getRowCount(); row++) {
                List<String> values = new ArrayList<>();
                for (FieldVector vector : source.root().getFieldVectors()) {
                    values.add(String.valueOf(vector.getObject(row)));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    @Override
    public void close() {
        kernel.close();
        pool.close();
        allocator.close();
    }
}
