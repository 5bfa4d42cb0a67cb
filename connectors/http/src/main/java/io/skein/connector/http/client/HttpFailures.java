package io.skein.connector.http.client;

import io.skein.connector.http.table.Secrets;
import io.skein.spi.error.SkeinException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Failures as errors for the user: the catalog's name, the URL without its query, and what is wrong. */
public record HttpFailures(String catalog, Secrets secrets) {
    /** @param cause whose own message may be seen in logs; none where it could have secrets */
    public SkeinException of(HttpErrorCode code, URI url, String what, @Nullable Throwable cause) {
        return new SkeinException(
                code.code(), secrets.hide("Catalog '" + catalog + "': " + shown(url) + " " + what), cause);
    }

    public SkeinException of(HttpErrorCode code, URI url, String what) {
        return of(code, url, what, null);
    }

    /** Scheme, host, port and path: the query may be the key to what is there, a signature for example. */
    private static String shown(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + path;
    }
}
