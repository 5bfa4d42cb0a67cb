package io.skein.connector.tpch;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.ConnectorSplitManager;
import io.trino.tpch.TpchTable;
import java.util.Optional;

/** Ties the facets; it has no state. */
final class TpchConnector implements Connector {
    private final TpchShape shape;
    private final TpchStatistics statistics;
    private final int leastSplits;

    TpchConnector(TpchShape shape, int leastSplits) {
        this.shape = shape;
        this.statistics = TpchStatistics.load(shape);
        this.leastSplits = leastSplits;
    }

    @Override
    public ConnectorMetadata metadata() {
        return new TpchMetadata(shape, statistics);
    }

    @Override
    public ConnectorSplitManager splitManager() {
        return (table, _, _) -> new TpchSplitSource(table.name(), statistics.rows(table.name()), leastSplits);
    }

    @Override
    public Optional<ConnectorPageSourceProvider> pageSourceProvider() {
        return Optional.of((split, columns, allocator) -> {
            TpchSplit part = TpchSplit.decode(split.data());
            return TpchPageSource.open(shape, TpchTable.getTable(part.table()), part, columns, allocator);
        });
    }
}
