package io.skein.connector.http;

import io.skein.connector.http.client.ClientSettings;
import io.skein.connector.http.client.HostPolicy;
import io.skein.connector.http.client.InternalHosts;
import io.skein.connector.http.client.ScanLimits;
import io.skein.connector.http.table.Definitions;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A catalog file.
 *
 * @param directory where table definitions are, a JSON file each
 * @param inline table definitions by name
 * @param mostRequests of a scan whose input columns have several values
 */
record HttpSettings(
        String catalog, Optional<Path> directory, Map<String, String> inline, ClientSettings client, int mostRequests) {
    private static final String TABLE = "http.table.";
    private static final long DEFAULT_RESPONSE_BYTES = 1L << 30;
    private static final int MOST = 1_000_000;

    static HttpSettings of(String catalog, CatalogProperties properties) {
        HttpSettings settings = new HttpSettings(
                catalog,
                properties.text("http.table-description-dir").map(Path::of),
                properties.group(TABLE),
                client(catalog, properties),
                properties.integer("http.max-requests-per-scan", 100, 1, MOST));
        properties.end();
        if (settings.directory().isEmpty() && settings.inline().isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID,
                    "Catalog '" + catalog + "' needs the property 'http.table-description-dir', or a table in '" + TABLE
                            + "NAME'");
        }
        return settings;
    }

    private static ClientSettings client(String catalog, CatalogProperties properties) {
        return new ClientSettings(
                catalog,
                new HostPolicy(list(properties.text("http.allowed-hosts"))),
                internal(properties.text("http.allow-internal-addresses").orElse("false")),
                properties.text("http.trusted-certificates").map(Path::of),
                properties.duration("http.connect-timeout", Duration.ofSeconds(10)),
                properties.duration("http.read-timeout", Duration.ofSeconds(30)),
                properties.integer("http.max-redirects", 5, 0, 100),
                properties.integer("http.max-retries", 3, 0, 100),
                new ScanLimits(
                        properties.bytes("http.max-response-size", DEFAULT_RESPONSE_BYTES),
                        properties.integer("http.max-pages", 1_000, 1, MOST),
                        properties.duration("http.max-scan-time", Duration.ofMinutes(10))));
    }

    /** All, none, or those that are listed. */
    private static InternalHosts internal(String text) {
        return switch (text.toLowerCase(Locale.ENGLISH)) {
            case "true" -> new InternalHosts(true, Set.of());
            case "false" -> new InternalHosts(false, Set.of());
            default -> new InternalHosts(false, Set.copyOf(list(Optional.of(text))));
        };
    }

    private static List<String> list(Optional<String> text) {
        return text.stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .map(String::trim)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
    }

    Definitions tables(Map<String, String> environment) {
        return new Definitions(catalog, directory, inline, environment);
    }
}
