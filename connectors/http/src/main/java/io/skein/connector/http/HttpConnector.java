package io.skein.connector.http;

import io.skein.connector.http.client.HttpFetcher;
import io.skein.connector.http.file.HttpFiles;
import io.skein.connector.http.read.HttpPageSource;
import io.skein.connector.http.request.ScanRequestCodec;
import io.skein.connector.http.request.ScanRequests;
import io.skein.connector.http.table.Definitions;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.SchemaTableName;
import java.util.Optional;

/** Ties the facets around one client. */
final class HttpConnector implements Connector {
    private final HttpFetcher fetcher;
    private final Definitions tables;
    private final ScanRequests requests;

    HttpConnector(HttpSettings settings, Definitions tables) {
        this.fetcher = new HttpFetcher(settings.client());
        this.tables = tables;
        this.requests = new ScanRequests(settings.mostRequests());
    }

    @Override
    public ConnectorMetadata metadata() {
        return new HttpMetadata(tables);
    }

    @Override
    public ConnectorSplitManager splitManager() {
        return new HttpSplits(tables, requests, fetcher);
    }

    @Override
    public Optional<ConnectorPageSourceProvider> pageSourceProvider() {
        return Optional.of((split, columns, allocator) ->
                new HttpPageSource(fetcher, ScanRequestCodec.decode(split.data()), columns, allocator));
    }

    @Override
    public Optional<ConnectorFiles> files(SchemaTableName table) {
        return tables.find(table).map(known -> new HttpFiles(fetcher, known));
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
