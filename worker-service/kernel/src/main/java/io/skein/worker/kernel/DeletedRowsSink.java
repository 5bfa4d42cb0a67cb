package io.skein.worker.kernel;

import io.skein.spi.connector.PageSink;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.RowIdentity;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Where the rows go that a write takes away, when they do not become files.
 *
 * @param sink gets {@link RowIdentity}'s file and position
 */
public record DeletedRowsSink(PageSink sink, BufferAllocator allocator) {
    /** Takes all rows of the query; what the sink ends with. */
    List<byte[]> take(KernelStatement statement, String query) {
        try (PageSource rows = statement.query(query, allocator)) {
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
