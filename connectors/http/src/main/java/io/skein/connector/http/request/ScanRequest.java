package io.skein.connector.http.request;

import io.skein.connector.http.table.Secrets;
import io.skein.connector.http.table.TableDefinition;
import java.net.URI;
import java.util.Map;

/**
 * What one split asks its server.
 *
 * @param url of the first page
 * @param inputs the values of input columns, by name
 */
public record ScanRequest(TableDefinition table, URI url, Map<String, String> inputs, Secrets secrets) {
    public ScanRequest {
        inputs = Map.copyOf(inputs);
    }

    /** Without the URL, which may hold secrets. */
    @Override
    public String toString() {
        return "a request for " + table;
    }
}
