package io.skein.worker.kernel;

import io.skein.spi.connector.WrittenFile;
import java.util.List;

/**
 * What a write did.
 *
 * @param rows those that the query had
 */
public record Written(long rows, List<WrittenFile> files) {
    public Written {
        files = List.copyOf(files);
    }

    /** All rows are in the files. */
    static Written all(List<WrittenFile> files) {
        return new Written(files.stream().mapToLong(WrittenFile::rows).sum(), files);
    }
}
