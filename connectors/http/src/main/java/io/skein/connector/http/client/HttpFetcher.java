package io.skein.connector.http.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** Asks servers by GET: follows redirects as far as they lead where it may go, and tries again what the server says it should. Thread-safe; calls block. */
public final class HttpFetcher implements AutoCloseable {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> LATER = Set.of(429, 503);
    private static final int SUCCESS = 200;
    private static final int PARTIAL = 206;

    private final ClientSettings settings;
    private final CloseableHttpClient client;

    public HttpFetcher(ClientSettings settings) {
        this.settings = settings;
        this.client = HttpClients.of(settings);
    }

    public ClientSettings settings() {
        return settings;
    }

    /** The answer, if it is one of success. */
    public HttpResponse get(HttpRequest asked, ScanClock clock, Interruption interruption) {
        HttpFailures failures = new HttpFailures(settings.catalog(), asked.secrets());
        HttpRequest request = asked;
        int redirects = 0;
        int retries = 0;
        while (true) {
            Exchange exchange = new Exchange(request, clock, interruption, failures);
            HttpResponse response = exchange.send();
            Optional<URI> target = redirect(response);
            Optional<Duration> pause = pause(response);
            if (response.status() == SUCCESS || response.status() == PARTIAL) {
                return response;
            }
            response.close();
            if (target.isPresent()) {
                if (++redirects > settings.redirects()) {
                    throw failures.of(
                            HttpErrorCode.HTTP_ERROR,
                            asked.url(),
                            "redirects more than " + settings.redirects() + " times (http.max-redirects)");
                }
                request = request.at(target.get());
            } else if (pause.isPresent()
                    && retries < settings.retries()
                    && pause.get().compareTo(clock.left()) < 0) {
                retries++;
                interruption.sleep(pause.get());
            } else {
                throw failures.of(HttpErrorCode.HTTP_ERROR, request.url(), "answered " + status(response.status()));
            }
        }
    }

    private static String status(int code) {
        @Nullable String phrase = EnglishReasonPhraseCatalog.INSTANCE.getReason(code, Locale.ENGLISH);
        return phrase == null ? String.valueOf(code) : code + " " + phrase;
    }

    private static Optional<URI> redirect(HttpResponse response) {
        return REDIRECTS.contains(response.status())
                ? response.header("Location").flatMap(location -> Links.resolve(response.url(), location))
                : Optional.empty();
    }

    private static Optional<Duration> pause(HttpResponse response) {
        return LATER.contains(response.status())
                ? response.header("Retry-After").flatMap(RetryAfter::parse)
                : Optional.empty();
    }

    /** One request and its answer, whatever that is. */
    private final class Exchange {
        private final HttpRequest request;
        private final ScanClock clock;
        private final Interruption interruption;
        private final HttpFailures failures;

        Exchange(HttpRequest request, ScanClock clock, Interruption interruption, HttpFailures failures) {
            this.request = request;
            this.clock = clock;
            this.interruption = interruption;
            this.failures = failures;
        }

        HttpResponse send() {
            settings.hosts().refusal(request.url(), request.origin()).ifPresent(reason -> {
                throw failures.of(HttpErrorCode.HTTP_ADDRESS_REFUSED, request.url(), "is not to be asked, " + reason);
            });
            HttpGet get = new HttpGet(request.url());
            get.setConfig(RequestConfig.custom()
                    .setResponseTimeout(Math.max(1, waiting().toMillis()), TimeUnit.MILLISECONDS)
                    .build());
            if (Links.sameOrigin(request.url(), request.origin())) {
                request.headers().forEach(get::setHeader);
            }
            get.setHeader("Accept-Encoding", request.headers().containsKey("Range") ? "identity" : "gzip");
            interruption.watch(get);
            try {
                ClassicHttpResponse response = client.executeOpen(HttpHost.create(request.url()), get, null);
                return new HttpResponse(request.url(), get, response, body(response));
            } catch (IOException e) {
                get.cancel();
                interruption.check();
                throw failure(e);
            }
        }

        private Duration waiting() {
            return settings.readTimeout().compareTo(clock.left()) < 0 ? settings.readTimeout() : clock.left();
        }

        private BoundedStream body(ClassicHttpResponse response) throws IOException {
            @Nullable HttpEntity entity = response.getEntity();
            InputStream packed = entity == null ? InputStream.nullInputStream() : entity.getContent();
            @Nullable Header encoding = response.getFirstHeader("Content-Encoding");
            boolean success = response.getCode() == SUCCESS;
            InputStream body =
                    success && encoding != null && encoding.getValue().equalsIgnoreCase("gzip")
                            ? new GZIPInputStream(packed)
                            : packed;
            return new BoundedStream(
                    body,
                    settings.limits().responseBytes(),
                    clock,
                    what -> failures.of(HttpErrorCode.HTTP_LIMIT_EXCEEDED, request.url(), what));
        }

        private RuntimeException failure(IOException failed) {
            return switch (failed) {
                case CheckedResolver.Refused _ ->
                    failures.of(
                            HttpErrorCode.HTTP_ADDRESS_REFUSED,
                            request.url(),
                            "is not to be asked, whose host has an internal address (http.allow-internal-addresses)");
                case ConnectTimeoutException _ ->
                    error("did not accept a connection within "
                            + settings.connectTimeout().toMillis() + " ms (http.connect-timeout)");
                case SocketTimeoutException _ ->
                    error("did not answer within " + waiting().toMillis() + " ms");
                case UnknownHostException _ -> error("has a host that nobody knows");
                case ConnectException _ -> error("does not accept connections");
                case ZipException _, EOFException _ ->
                    failures.of(
                            HttpErrorCode.HTTP_BAD_DATA,
                            request.url(),
                            "answered with something that is no whole gzip");
                case SSLException tls -> error("cannot be trusted: " + tls.getMessage());
                default -> error("cannot be read: " + failed.getMessage());
            };
        }

        private RuntimeException error(String what) {
            return failures.of(HttpErrorCode.HTTP_ERROR, request.url(), what);
        }
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
