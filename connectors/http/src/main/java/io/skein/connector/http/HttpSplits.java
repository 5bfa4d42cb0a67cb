package io.skein.connector.http;

import io.skein.connector.http.client.HttpFetcher;
import io.skein.connector.http.file.HttpFiles;
import io.skein.connector.http.request.ScanRequest;
import io.skein.connector.http.request.ScanRequestCodec;
import io.skein.connector.http.request.ScanRequests;
import io.skein.connector.http.table.Definitions;
import io.skein.connector.http.table.Format;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import java.util.List;

/** A split for each request. */
record HttpSplits(Definitions tables, ScanRequests requests, HttpFetcher fetcher) implements ConnectorSplitManager {
    @Override
    public SplitSource splits(TableHandle table, List<ColumnHandle> columns, Constraint constraint) {
        Definitions.Known known = HttpMetadata.require(tables, table);
        List<ScanRequest> scan = requests.of(known, constraint);
        if (known.table().format() == Format.PARQUET) {
            HttpFiles files = new HttpFiles(fetcher, known);
            return SplitSource.of(scan.stream().map(files::split).toList());
        }
        return SplitSource.of(scan.stream()
                .map(request -> new Split.PageSplit(ScanRequestCodec.encode(request), 0, 0))
                .toList());
    }
}
