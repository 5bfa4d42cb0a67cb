package io.skein.connector.http.table;

import java.net.URI;
import java.util.Locale;

/** Who a URL asks. What is meant for one origin, such as a password, is not told to another. */
public record Origin(String scheme, String host, int port) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** @param url an absolute one with a host */
    public static Origin of(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ENGLISH);
        int usual = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return new Origin(scheme, url.getHost().toLowerCase(Locale.ENGLISH), url.getPort() < 0 ? usual : url.getPort());
    }
}
