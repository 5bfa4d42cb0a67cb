package io.skein.worker.sink;

import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.Split.ColumnMatching;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.worker.kernel.FileScan;
import io.skein.worker.kernel.KernelStatement;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;

/** Reads what a sink has written once more, for a connector that wants to learn of the values. */
public final class ValueLearning {
    private static final String NAME = "skein_written";

    private final Supplier<ConnectorWrite> connector;
    private final BufferAllocator allocator;

    public ValueLearning(Supplier<ConnectorWrite> connector, BufferAllocator allocator) {
        this.connector = connector;
        this.allocator = allocator;
    }

    /** What the connector has learnt, as fragments of the write. */
    List<byte[]> of(KernelStatement statement, WriteHandle handle, List<WrittenFile> files) {
        List<FileSplit> splits = files.stream()
                .filter(file -> file.content() instanceof WrittenFile.Content.Data)
                .map(file -> new FileSplit(file.path(), file.bytes(), file.rows(), ColumnMatching.BY_FIELD_ID))
                .toList();
        List<String> names = java.util.stream.IntStream.range(
                        0, handle.columns().size())
                .mapToObj(i -> "c" + i)
                .toList();
        statement.input(new FileScan(NAME, handle.columns(), names, splits));
        PageSink sink = connector.get().written(handle, allocator);
        try (PageSource rows = statement.query("SELECT " + String.join(", ", names) + " FROM " + NAME, allocator)) {
            while (rows.next()) {
                sink.append(rows.root());
            }
            return sink.finish();
        } catch (RuntimeException failure) {
            sink.abort();
            throw failure;
        }
    }
}
