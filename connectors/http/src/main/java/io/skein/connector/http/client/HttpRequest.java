package io.skein.connector.http.client;

import io.skein.connector.http.table.Origin;
import io.skein.connector.http.table.Secrets;
import java.net.URI;
import java.util.Map;

/**
 * What is asked.
 *
 * @param headers sent to the table's own origin and to no other
 * @param origin the table's
 */
public record HttpRequest(URI url, Map<String, String> headers, Origin origin, Secrets secrets) {
    public HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** The same from elsewhere. */
    HttpRequest at(URI other) {
        return new HttpRequest(other, headers, origin, secrets);
    }

    @Override
    public String toString() {
        return "a request to " + origin.host();
    }
}
