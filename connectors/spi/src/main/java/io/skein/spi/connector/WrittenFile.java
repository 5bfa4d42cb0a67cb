package io.skein.spi.connector;

import java.util.Map;
import java.util.Optional;

/**
 * A data file that a kernel sink wrote. Its wire form, a fragment, is {@link WrittenFileCodec}'s.
 *
 * @param columns statistics by column name
 */
public record WrittenFile(String path, long rows, long bytes, Map<String, Column> columns) {
    public WrittenFile {
        columns = Map.copyOf(columns);
    }

    /** Bounds as the kernel prints them (ISO dates and timestamps, plain numbers); absent when unknown. */
    public record Column(long values, long nulls, long bytes, Optional<String> minimum, Optional<String> maximum) {}
}
