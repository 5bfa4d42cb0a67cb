package io.skein.connector.sql;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, as a JDBC URL says it: {@code jdbc:kind://host:port/database?key=value&...}.
 *
 * @param database empty where the URL has none
 * @param parameters what comes after the question mark
 */
public record ConnectionUrl(String host, int port, String database, Map<String, String> parameters) {
    private static final Pattern REST =
            Pattern.compile("//(\\[[0-9a-fA-F:.]+]|[^/:?\\[\\]]+)(?::(\\d{1,5}))?(?:/([^?]*))?(?:\\?(.*))?");
    private static final int MOST_PORT = 65_535;

    public ConnectionUrl {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads it.
     *
     * @param prefix {@code jdbc:kind:}
     * @throws SkeinException CONFIGURATION_INVALID, without the parameters, which may hold secrets
     */
    public static ConnectionUrl parse(String catalog, String url, String prefix, int defaultPort) {
        String form = prefix + "//host:port/database";
        ConnectionUrl parsed = parse(catalog, url, prefix, defaultPort, form);
        if (parsed.database().isEmpty()) {
            throw invalid(catalog, form);
        }
        return parsed;
    }

    /** The same for a kind of server whose databases are schemas: the URL may do without one. */
    public static ConnectionUrl parseServer(String catalog, String url, String prefix, int defaultPort) {
        return parse(catalog, url, prefix, defaultPort, prefix + "//host:port");
    }

    private static ConnectionUrl parse(String catalog, String url, String prefix, int defaultPort, String form) {
        Matcher matcher = REST.matcher(url.startsWith(prefix) ? url.substring(prefix.length()) : "");
        int port = matcher.matches() && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : defaultPort;
        if (!matcher.matches() || port < 1 || port > MOST_PORT) {
            throw invalid(catalog, form);
        }
        String host = matcher.group(1);
        return new ConnectionUrl(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                matcher.group(3) == null ? "" : decoded(matcher.group(3)),
                parameters(matcher.group(4) == null ? "" : matcher.group(4)));
    }

    /** The first of its parameters that is none of these. */
    public Optional<String> unknownParameter(List<String> known) {
        return parameters.keySet().stream()
                .filter(parameter -> !known.contains(parameter))
                .sorted()
                .findFirst();
    }

    public String address() {
        return host + ":" + port;
    }

    private static SkeinException invalid(String catalog, String form) {
        return new SkeinException(
                StandardErrorCode.CONFIGURATION_INVALID,
                "Catalog '" + catalog + "' has a bad value for 'connection-url': it is not " + form);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new TreeMap<>();
        for (String entry : text.split("&")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                parameters.put(entry.substring(0, equals), decoded(entry.substring(equals + 1)));
            } else if (!entry.isEmpty()) {
                parameters.put(entry, "");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
