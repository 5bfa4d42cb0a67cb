package io.skein.spi.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that a sink wrote. Its wire form, a fragment, is {@link WrittenFileCodec}'s.
 *
 * @param columns statistics by column name
 */
public record WrittenFile(String path, long rows, long bytes, Map<String, Column> columns, Content content) {
    public WrittenFile {
        columns = Map.copyOf(columns);
    }

    /** What the file holds. */
    public sealed interface Content {
        /** Rows of one partition: the values of the handle's partition terms, as the kernel prints them, in hexadecimal digits where binary. */
        record Data(List<Optional<String>> partition) implements Content {
            public static final Data UNPARTITIONED = new Data(List.of());

            public Data {
                partition = List.copyOf(partition);
            }
        }

        /** Positions of rows that are no more in this data file, by {@link RowIdentity}'s name. */
        record Deletes(String file) implements Content {}

        /**
         * A deletion vector of this data file in a Puffin file, which may hold others.
         *
         * @param offset where its blob begins
         * @param length of its blob in bytes
         */
        record Vector(String file, long offset, long length) implements Content {}
    }

    /** Bounds as the kernel prints them (ISO dates and timestamps, plain numbers); absent when unknown. */
    public record Column(long values, long nulls, long bytes, Optional<String> minimum, Optional<String> maximum) {}
}
