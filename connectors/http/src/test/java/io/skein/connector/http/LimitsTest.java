package io.skein.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.error.ErrorType;
import io.skein.spi.error.SkeinException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private final WebServer web = new WebServer();

    @AfterEach
    void stop() {
        web.close();
    }

    private String table(String url, String more) {
        return "{\"url\": \"" + url + "\"" + more + ", \"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}";
    }

    private void fails(String code, String message, String definition, String... properties) {
        assertThatThrownBy(() -> Scan.rows(definition, properties))
                .isInstanceOfSatisfying(SkeinException.class, e -> {
                    assertThat(e.code().name()).isEqualTo(code);
                    assertThat(e.code().type()).isEqualTo(ErrorType.EXTERNAL);
                })
                .hasMessage(message);
    }

    @Test
    void boundsResponses() {
        String body = "[" + "{\"a\": 1},".repeat(1_000) + "{\"a\": 1}]";
        web.answer("/t", body).gzip("/zip", body.getBytes(StandardCharsets.UTF_8));

        assertThat(Scan.rows(table(web.url("/t"), ""), "http.max-response-size", body.length() + "B"))
                .hasSize(1_001);
        for (String path : List.of("/t", "/zip")) {
            fails(
                    "HTTP_LIMIT_EXCEEDED",
                    "Catalog 'web': " + web.url(path) + " answered with more than 5000 bytes (http.max-response-size)",
                    table(web.url(path), ""),
                    "http.max-response-size",
                    "5000B");
        }
    }

    @Test
    void boundsHeaders() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/t";
            Thread answering = Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept();
                        OutputStream out = socket.getOutputStream()) {
                    out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write("x".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException closed) {
                    // As it should be.
                }
            });
            fails(
                    "HTTP_ERROR",
                    "Catalog 'web': " + url + " cannot be read: Maximum line length limit exceeded",
                    table(url, ""));
            assertThat(answering.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void boundsPages() {
        web.answer("/t", "[{\"a\": 1}]");

        fails(
                "HTTP_LIMIT_EXCEEDED",
                "Catalog 'web': " + web.url("/t") + " has more than the 3 pages that are read (http.max-pages)",
                table(web.url("/t"), ", \"paging\": {\"type\": \"page\", \"parameter\": \"p\"}"),
                "http.max-pages",
                "3");
        assertThat(web.targets()).containsExactly("/t?p=1", "/t?p=2", "/t?p=3");
    }

    @Test
    void boundsTheTimeOfAServerThatKeepsTalking() {
        web.on("/t", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write("[".getBytes(StandardCharsets.UTF_8));
                while (true) {
                    out.write("{\"a\": 1},".getBytes(StandardCharsets.UTF_8));
                }
            }
        });

        fails(
                "HTTP_LIMIT_EXCEEDED",
                "Catalog 'web': " + web.url("/t")
                        + " took longer than the 1 s that a scan may take (http.max-scan-time)",
                table(web.url("/t"), ""),
                "http.max-scan-time",
                "1s",
                "http.max-response-size",
                "100GB");
    }

    @Test
    void doesNotWaitForSilentServers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/t";
            fails(
                    "HTTP_ERROR",
                    "Catalog 'web': " + url + " did not answer within 300 ms",
                    table(url, ""),
                    "http.read-timeout",
                    "300ms");
            silent.close();
            fails("HTTP_ERROR", "Catalog 'web': " + url + " does not accept connections", table(url, ""));
        }
        web.on("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("[{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
        fails(
                "HTTP_ERROR",
                "Catalog 'web': " + web.url("/stalls") + " sent nothing for 300 ms (http.read-timeout)",
                table(web.url("/stalls"), ""),
                "http.read-timeout",
                "300ms");
        fails(
                "HTTP_ERROR",
                "Catalog 'web': http://no-such-host.invalid/t has a host that nobody knows",
                table("http://no-such-host.invalid/t", ""));
    }

    @Test
    void saysWhatTheServerAnswered() {
        web.status("/t", 404, Map.of(), "geheim")
                .status("/u", 503, Map.of(), "")
                .redirect("/lost", "mailto:x");

        fails(
                "HTTP_ERROR",
                "Catalog 'web': " + web.url("/t") + " answered 404 Not Found",
                table(web.url("/t?key=1"), ""));
        fails(
                "HTTP_ERROR",
                "Catalog 'web': " + web.url("/u") + " answered 503 Service Unavailable",
                table(web.url("/u"), ""));
        fails(
                "HTTP_ERROR",
                "Catalog 'web': " + web.url("/lost") + " answered 302 Moved Temporarily",
                table(web.url("/lost"), ""));
        assertThat(web.targets()).containsExactly("/t?key=1", "/u", "/lost");
    }

    @Test
    void triesAgainWhenTheServerSaysWhen() {
        AtomicInteger count = new AtomicInteger();
        web.on("/t", exchange -> {
            if (count.incrementAndGet() < 3) {
                WebServer.send(exchange, count.get() == 1 ? 429 : 503, Map.of("Retry-After", "0"), new byte[0]);
            } else {
                WebServer.send(exchange, 200, Map.of(), "[{\"a\": 5}]".getBytes(StandardCharsets.UTF_8));
            }
        });
        web.status("/busy", 429, Map.of("Retry-After", "0"), "")
                .status("/later", 503, Map.of("Retry-After", "900"), "");

        assertThat(Scan.rows(table(web.url("/t"), ""))).containsExactly(List.of(5L));
        assertThat(count).hasValue(3);
        fails(
                "HTTP_ERROR",
                "Catalog 'web': " + web.url("/busy") + " answered 429 Too Many Requests",
                table(web.url("/busy"), ""),
                "http.max-retries",
                "2");
        fails(
                "HTTP_ERROR",
                "Catalog 'web': " + web.url("/later") + " answered 503 Service Unavailable",
                table(web.url("/later"), ""));
        assertThat(web.targets()).containsExactly("/t", "/t", "/t", "/busy", "/busy", "/busy", "/later");
    }

    @Test
    void boundsRedirects() {
        web.redirect("/a", "/b")
                .redirect("/b", "/c")
                .answer("/c", "[{\"a\": 1}]")
                .redirect("/loop", "/loop");

        assertThat(Scan.rows(table(web.url("/a"), ""))).containsExactly(List.of(1L));
        fails(
                "HTTP_ERROR",
                "Catalog 'web': " + web.url("/loop") + " redirects more than 2 times (http.max-redirects)",
                table(web.url("/loop"), ""),
                "http.max-redirects",
                "2");
    }
}
