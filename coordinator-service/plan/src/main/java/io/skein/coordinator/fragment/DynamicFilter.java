package io.skein.coordinator.fragment;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.type.Type;
import java.time.Duration;

/**
 * What a join's build side tells the scan on its probe side: rows whose column has none of the build side's values find no partner.
 *
 * @param id as EXPLAIN shows it
 * @param patience how long the scan's splits may be held back for it, more than nothing
 */
public record DynamicFilter(String id, Build build, Probe probe, Duration patience) {
    public DynamicFilter {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("A dynamic filter that nobody waits for");
        }
    }

    /**
     * Where the values come from.
     *
     * @param fragment its tasks' rows are the build side
     * @param column of the fragment's outputs, by position
     * @param symbol the join's key
     */
    public record Build(int fragment, int column, String symbol, Type type) {}

    /**
     * Where they are used.
     *
     * @param input the name of a scan of the fragment
     * @param symbol the column's name in the plan
     */
    public record Probe(int fragment, String input, ColumnHandle column, String symbol) {}
}
