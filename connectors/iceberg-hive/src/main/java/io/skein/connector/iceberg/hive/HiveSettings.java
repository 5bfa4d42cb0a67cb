package io.skein.connector.iceberg.hive;

import io.skein.connector.iceberg.catalog.CatalogSettings;
import io.skein.connector.iceberg.catalog.TableCatalog;
import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a Hive metastore is reached, under Trino's names.
 *
 * @param uris of services that share a database, tried in this order
 * @param locking whether a table is locked in the metastore while it changes
 */
record HiveSettings(List<URI> uris, Duration connectTimeout, Duration readTimeout, boolean locking)
        implements CatalogSettings {
    private static final String URIS = "hive.metastore.uri";
    private static final String CLIENT = "hive.metastore.thrift.client.";
    private static final int TIMEOUT_SECONDS = 10;

    static HiveSettings parse(String catalog, CatalogProperties properties) {
        String uris = properties.required(URIS);
        return new HiveSettings(
                Arrays.stream(uris.split(",", -1))
                        .map(uri -> address(uri.trim())
                                .orElseThrow(() -> new SkeinException(
                                        StandardErrorCode.CONFIGURATION_INVALID,
                                        "Catalog '" + catalog + "' has a bad value for '" + URIS + "': '" + uris
                                                + "' is not a list of addresses such as thrift://HOST:9083")))
                        .toList(),
                properties.duration(CLIENT + "connect-timeout", Duration.ofSeconds(TIMEOUT_SECONDS)),
                properties.duration(CLIENT + "read-timeout", Duration.ofSeconds(TIMEOUT_SECONDS)),
                properties.flag("iceberg.hive-catalog.lock-enabled", true));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> "thrift".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public TableCatalog open(Storage storage) {
        return new HiveTableCatalog(this, storage);
    }

    @Override
    public Optional<String> directory() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return uris.stream().map(URI::toString).collect(Collectors.joining(","));
    }
}
