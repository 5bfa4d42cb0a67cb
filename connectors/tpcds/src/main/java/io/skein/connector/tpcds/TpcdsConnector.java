package io.skein.connector.tpcds;

import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.ConnectorSplitManager;
import io.trino.tpcds.Session;
import java.util.Optional;

/** Ties the facets; it has no state. */
final class TpcdsConnector implements Connector {
    private final TpcdsStatistics statistics = TpcdsStatistics.load();
    private final int leastSplits;
    private final boolean noSexism;

    TpcdsConnector(int leastSplits, boolean noSexism) {
        this.leastSplits = leastSplits;
        this.noSexism = noSexism;
    }

    @Override
    public ConnectorMetadata metadata() {
        return new TpcdsMetadata(statistics);
    }

    @Override
    public ConnectorSplitManager splitManager() {
        return (table, _, _) -> TpcdsSplitSource.of(table.name(), statistics.rows(table.name()), leastSplits);
    }

    @Override
    public Optional<ConnectorPageSourceProvider> pageSourceProvider() {
        return Optional.of((split, columns, allocator) -> {
            TpcdsSplit range = TpcdsSplit.decode(split.data());
            return TpcdsPageSource.open(range, Session.getDefaultSession().withNoSexism(noSexism), columns, allocator);
        });
    }
}
