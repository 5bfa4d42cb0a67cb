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

    /** The same write, of whose values nothing is learnt. */
    public WriteHandle withoutLearning() {
        return target instanceof Files files
                ? new WriteHandle(
                        table,
                        columns,
                        new Files(
                                files.directory(),
                                files.targetFileBytes(),
                                files.compression(),
                                files.nestedFieldIds(),
                                files.layout().with(Learning.NOTHING),
                                files.rows()),
                        data)
                : this;
    }

    /** Who writes the rows on the worker. */
    public sealed interface Target {}

    /**
     * The kernel writes Parquet files with the columns' field ids into this directory, local or a location of {@link ConnectorFiles}; each becomes a fragment: a {@link WrittenFile}'s JSON.
     *
     * @param targetFileBytes roll over to a new file about here
     * @param nestedFieldIds by column, for nested columns: the ids of all fields within, in the order of the type's text, each before those below it
     */
    public record Files(
            String directory,
            long targetFileBytes,
            String compression,
            Map<String, List<Integer>> nestedFieldIds,
            Layout layout,
            Rows rows)
            implements Target {
        public Files {
            nestedFieldIds = Map.copyOf(nestedFieldIds);
        }
    }

    /**
     * How rows are laid out in files.
     *
     * @param partitioning rows of one file have the same values of all of these
     * @param maximumPartitions how many partitions one sink may write
     * @param sorting the order of rows within a file
     * @param learning whether the connector's {@link ConnectorWrite#written} sink gets the rows too
     * @param bloomFilters which columns get Bloom filters
     */
    public record Layout(
            List<PartitionTerm> partitioning,
            int maximumPartitions,
            List<SortTerm> sorting,
            Learning learning,
            BloomFilters bloomFilters) {
        /** One partition, in any order. */
        public static final Layout PLAIN =
                new Layout(List.of(), Integer.MAX_VALUE, List.of(), Learning.NOTHING, BloomFilters.WHERE_CHEAP);

        public Layout {
            partitioning = List.copyOf(partitioning);
            sorting = List.copyOf(sorting);
        }

        private Layout with(Learning other) {
            return new Layout(partitioning, maximumPartitions, sorting, other, bloomFilters);
        }

        /** The partitions alone. */
        public static Layout partitioned(List<PartitionTerm> partitioning) {
            return new Layout(partitioning, Integer.MAX_VALUE, List.of(), Learning.NOTHING, BloomFilters.WHERE_CHEAP);
        }
    }

    /** What is learnt of the values that are written. */
    public enum Learning {
        NOTHING,
        VALUES
    }

    /** Which columns of a file get Bloom filters. */
    public enum BloomFilters {
        /** Those of few values. */
        WHERE_CHEAP,
        /** All whose type has them; files become larger. */
        ALWAYS
    }

    /** A column of a sort order. */
    public record SortTerm(String column, Direction direction, Nulls nulls) {
        public enum Direction {
            ASCENDING,
            DESCENDING
        }

        public enum Nulls {
            FIRST,
            LAST
        }
    }

    /** What the sinks get. */
    public enum Rows {
        /** The columns of rows to be put in. */
        INSERTED,
        /**
         * A {@link RowChange}'s code, {@link RowIdentity}'s file and position, and then the columns. Of rows to be taken away, each file's positions
         * become a Parquet file of Iceberg's position deletes.
         */
        CHANGED,
        /** As {@link #CHANGED}, but the positions go to the connector's {@link ConnectorWrite#deleted} sink. */
        CHANGED_BY_VECTORS;

        /** Whether rows come with what becomes of them. */
        public boolean changes() {
            return this != INSERTED;
        }
    }

    /** Iceberg's partition transforms; the parameter is a bucket count or a width. */
    public record PartitionTerm(String column, Transform transform, int parameter) {
        /** How a partition's value comes from a column's. */
        public enum Transform {
            IDENTITY,
            YEAR,
            MONTH,
            DAY,
            HOUR,
            BUCKET,
            TRUNCATE,
            VOID
        }
    }

    /**
     * The connector's {@link PageSink}. Of DELETE, UPDATE and MERGE it gets what {@link Rows#CHANGED} has, and the handle's columns name all of it.
     */
    public record Pages() implements Target {}
}
