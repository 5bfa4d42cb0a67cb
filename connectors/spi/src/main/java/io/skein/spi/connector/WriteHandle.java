package io.skein.spi.connector;

import java.util.List;
import java.util.Map;

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
     * @param nestedFieldIds by column, for nested columns: the ids of all fields within, in the order of the type's text, each before those below it
     */
    public record Files(
            String directory, long targetFileBytes, String compression, Map<String, List<Integer>> nestedFieldIds)
            implements Target {
        public Files {
            nestedFieldIds = Map.copyOf(nestedFieldIds);
        }
    }

    /** The connector's {@link PageSink}. */
    public record Pages() implements Target {}
}
