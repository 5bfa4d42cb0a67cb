package io.skein.spi.connector;

import java.util.List;

/** Splits in batches, made while they are asked for. */
public interface SplitSource extends AutoCloseable {
    /** The next splits, at most {@code maximum}; empty when there are no more. */
    List<Split> next(int maximum);

    /** Whether splits can be read only while this is open: it is then closed when the query that reads them has ended, not when it has all of them. */
    default boolean lasting() {
        return false;
    }

    @Override
    void close();

    /** A source over a list. */
    static SplitSource of(List<? extends Split> splits) {
        return new SplitSource() {
            private int position;

            @Override
            public List<Split> next(int maximum) {
                int end = Math.min(splits.size(), position + maximum);
                List<Split> batch = List.copyOf(splits.subList(position, end));
                position = end;
                return batch;
            }

            @Override
            public void close() {}
        };
    }
}
