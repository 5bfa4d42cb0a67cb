package io.skein.spi.connector;

import java.util.List;

/** Splits in batches, made while they are asked for. */
public interface SplitSource extends AutoCloseable {
    /** The next splits, at most {@code maximum}; empty when there are no more. */
    List<Split> next(int maximum);

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
