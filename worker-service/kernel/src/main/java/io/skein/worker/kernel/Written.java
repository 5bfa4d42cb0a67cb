package io.skein.worker.kernel;

import io.skein.spi.connector.WrittenFile;
import java.util.List;

/**
 * What a write did.
 *
 * @param rows those that the query had
 * @param deleted what the sink of deleted rows ended with
 */
public record Written(long rows, List<WrittenFile> files, List<byte[]> deleted) {
    public Written {
        files = List.copyOf(files);
        deleted = List.copyOf(deleted);
    }

    /** All rows are in the files. */
    static Written all(List<WrittenFile> files) {
        return new Written(files.stream().mapToLong(WrittenFile::rows).sum(), files, List.of());
    }
}
