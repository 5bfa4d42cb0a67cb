package io.skein.connector.http.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.NameValuePair;

/** An answer of success. One that is closed before its end takes the connection with it. */
public final class HttpResponse implements AutoCloseable {
    private final URI url;
    private final HttpGet request;
    private final ClassicHttpResponse response;
    private final BoundedStream body;

    HttpResponse(URI url, HttpGet request, ClassicHttpResponse response, BoundedStream body) {
        this.url = url;
        this.request = request;
        this.response = response;
        this.body = body;
    }

    /** Where it came from in the end. */
    public URI url() {
        return url;
    }

    public int status() {
        return response.getCode();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    /** The values of a header that comes once or more, or has several. */
    public List<String> headers(String name) {
        return Arrays.stream(response.getHeaders(name))
                .map(NameValuePair::getValue)
                .toList();
    }

    /** Unpacked; it fails when there is more than the limits allow. */
    public InputStream body() {
        return body;
    }

    /** How many bytes were read. */
    public long bytes() {
        return body.count();
    }

    @Override
    public void close() {
        if (!body.atEnd()) {
            request.cancel();
        }
        try {
            response.close();
        } catch (IOException e) {
            System.getLogger(HttpResponse.class.getName())
                    .log(System.Logger.Level.DEBUG, "A connection is closed: {0}", e.toString());
        }
    }
}
