package io.skein.worker.cache;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split.FileSplit;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.RowRange;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rows are in the parts of local files. */
public final class LocalParts {
    private LocalParts() {}

    /**
     * The rows to read of those splits that are parts, by path. Fails with ICEBERG_CANNOT_OPEN_SPLIT of a file that is not there, with ICEBERG_BAD_DATA
     * of one that has no footer.
     */
    public static Map<String, RowRange> ranges(List<FileSplit> splits) {
        Map<String, RowRange> ranges = new HashMap<>();
        for (FileSplit split : splits) {
            if (!split.part().whole()) {
                ranges.put(split.path(), range(split));
            }
        }
        return ranges;
    }

    private static RowRange range(FileSplit split) {
        try {
            return layout(split.path())
                    .part(List.of(), Constraint.ALL, split.part())
                    .rows();
        } catch (NoSuchFileException missing) {
            throw new SkeinException(
                    StandardErrorCode.ICEBERG_CANNOT_OPEN_SPLIT,
                    "Cannot open file \"" + split.path() + "\": No such file or directory",
                    missing);
        } catch (IOException | RuntimeException damaged) {
            throw new SkeinException(
                    StandardErrorCode.ICEBERG_BAD_DATA,
                    "Failed to read file \"" + split.path() + "\": its footer cannot be read",
                    damaged);
        }
    }

    private static ParquetLayout layout(String path) throws IOException {
        try (FileChannel file = FileChannel.open(Path.of(path), StandardOpenOption.READ)) {
            long bytes = file.size();
            byte[] trailer = new Range(Math.max(0, bytes - ParquetLayout.TRAILER_BYTES), bytes).read(file);
            Range footer = ParquetLayout.footer(trailer, bytes).orElseThrow(() -> new EOFException("No footer"));
            return ParquetLayout.parse(footer.read(file), footer.start());
        }
    }
}
