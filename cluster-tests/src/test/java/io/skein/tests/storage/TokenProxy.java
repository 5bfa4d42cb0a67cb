package io.skein.tests.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Stands before a REST catalog and lets through who has a token. It gives tokens, which soon end, for its secret or for a token that has not ended. */
final class TokenProxy implements AutoCloseable {
    static final String CLIENT = "skein";
    static final String SECRET = "oauth-secret-never-shown";
    static final String SCOPE = "lake";

    private static final Duration LIFETIME = Duration.ofSeconds(4);
    private static final String BEARER = "Bearer ";

    private final HttpServer door;
    private final URI upstream;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger refreshed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    TokenProxy(String upstream) {
        this.upstream = URI.create(upstream);
        try {
            this.door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        door.createContext("/v1/oauth/tokens", this::giveToken);
        door.createContext("/", this::pass);
        door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        door.start();
    }

    String uri() {
        return "http://127.0.0.1:" + door.getAddress().getPort();
    }

    /** How many tokens were given for others that were about to end. */
    int refreshed() {
        return refreshed.get();
    }

    /** How many requests came without a token that holds. */
    int refused() {
        return refused.get();
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean first = "client_credentials".equals(form.get("grant_type"))
                && CLIENT.equals(form.get("client_id"))
                && SECRET.equals(form.get("client_secret"))
                && SCOPE.equals(form.get("scope"));
        boolean again = "urn:ietf:params:oauth:grant-type:token-exchange".equals(form.get("grant_type"))
                && holds(form.getOrDefault("subject_token", ""));
        if (!first && !again) {
            answer(
                    exchange,
                    401,
                    "{\"error\": \"invalid_client\", \"error_description\": \"Unknown client or secret\"}");
            return;
        }
        if (again) {
            refreshed.incrementAndGet();
        }
        String token = UUID.randomUUID().toString();
        tokens.put(token, Instant.now().plus(LIFETIME));
        answer(
                exchange,
                200,
                "{\"access_token\": \"" + token + "\", \"token_type\": \"bearer\", \"expires_in\": "
                        + LIFETIME.toSeconds()
                        + ", \"issued_token_type\": \"urn:ietf:params:oauth:token-type:access_token\"}");
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private boolean holds(String token) {
        return tokens.getOrDefault(token, Instant.MIN).isAfter(Instant.now());
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        if (!authorization.startsWith(BEARER) || !holds(authorization.substring(BEARER.length()))) {
            refused.incrementAndGet();
            answer(
                    exchange,
                    401,
                    "{\"error\": {\"message\": \"No token that holds\", \"type\": \"NotAuthorizedException\", \"code\": 401}}");
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        upstream.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .ifPresent(type -> request.header("Content-Type", type));
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            send(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, json.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        door.stop(0);
        client.close();
    }
}
