package io.skein.connector.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A web server on loopback that remembers what it was asked. */
final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    record Request(String target, Headers headers) {}

    WebServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The targets of all requests, in order. */
    List<String> targets() {
        return requests.stream().map(Request::target).toList();
    }

    List<Request> requests() {
        return requests;
    }

    /** Paths that begin so. */
    WebServer on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            requests.add(new Request(exchange.getRequestURI().toString(), exchange.getRequestHeaders()));
            handler.handle(exchange);
        });
        return this;
    }

    WebServer answer(String path, String body) {
        return on(path, exchange -> send(exchange, 200, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    WebServer redirect(String path, String location) {
        return on(path, exchange -> send(exchange, 302, Map.of("Location", location), new byte[0]));
    }

    WebServer status(String path, int code, Map<String, String> headers, String body) {
        return on(path, exchange -> send(exchange, code, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    WebServer gzip(String path, byte[] body) {
        return on(path, exchange -> send(exchange, 200, Map.of("Content-Encoding", "gzip"), zipped(body)));
    }

    static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void send(HttpExchange exchange, int code, Map<String, String> headers, byte[] body) throws IOException {
        headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
