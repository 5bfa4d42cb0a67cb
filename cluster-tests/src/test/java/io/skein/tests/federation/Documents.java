package io.skein.tests.federation;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server with documents, which remembers what it was asked. */
final class Documents implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();

    Documents() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What was asked below a path, in order. */
    List<String> targets(String path) {
        return targets.stream().filter(target -> target.startsWith(path)).toList();
    }

    List<Headers> headers() {
        return headers;
    }

    void on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            targets.add(exchange.getRequestURI().toString());
            headers.add(exchange.getRequestHeaders());
            handler.handle(exchange);
        });
    }

    void text(String path, String body) {
        on(path, exchange -> send(exchange, 200, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers with parts of it. */
    void file(String path, byte[] body) {
        on(path, exchange -> {
            String[] range = exchange.getRequestHeaders()
                    .getFirst("Range")
                    .substring("bytes=".length())
                    .split("-");
            int from = Integer.parseInt(range[0]);
            int to = Integer.parseInt(range[1]);
            exchange.getResponseHeaders().add("ETag", "\"" + Arrays.hashCode(body) + "\"");
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + to + "/" + body.length);
            send(exchange, 206, Arrays.copyOfRange(body, from, to + 1));
        });
    }

    static void send(HttpExchange exchange, int code, byte[] body) throws IOException {
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
