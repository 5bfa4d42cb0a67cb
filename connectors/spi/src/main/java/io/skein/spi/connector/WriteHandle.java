package io.skein.spi.connector;

import java.util.List;

/**
 * A write under way.
 *
 * @param columns what the sinks get, in order
 * @param data the connector's own encoding
 */
public record WriteHandle(SchemaTableName table, List<ColumnHandle> columns, Target target, byte[] data) {
    public WriteHandle {
        columns = List.copyOf(columns);
    }

    /** Who writes the rows on the worker. */
    public sealed interface Target {}

    /**
     * The kernel writes Parquet files with the columns' field ids into this local directory; each becomes a fragment: a {@link WrittenFile}'s JSON.
     *
     * @param targetFileBytes roll over to a new file about here
     */
    public record Files(String directory, long targetFileBytes, String compression) implements Target {}

    /** The connector's {@link PageSink}. */
    public record Pages() implements Target {}
}
