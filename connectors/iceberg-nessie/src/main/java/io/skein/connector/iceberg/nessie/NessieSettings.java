package io.skein.connector.iceberg.nessie;

import io.skein.connector.iceberg.catalog.CatalogSettings;
import io.skein.connector.iceberg.catalog.TableCatalog;
import io.skein.connector.iceberg.file.LocalPaths;
import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.connector.CatalogProperties;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.projectnessie.client.NessieConfigConstants;

/**
 * How a Nessie is reached, under Trino's names.
 *
 * @param reference the branch or tag that is seen; a branch can be written to
 * @param warehouse where tables are made; normalized
 * @param client under the client's own names
 */
record NessieSettings(URI uri, String reference, String warehouse, Map<String, String> client)
        implements CatalogSettings {
    private static final String PREFIX = "iceberg.nessie-catalog.";
    private static final String TOKEN = PREFIX + "authentication.token";

    /** Keys whose values are not shown. */
    static final Set<String> SECRETS = Set.of(TOKEN);

    /** How Nessie knows who asks. */
    private enum Authentication {
        NONE,
        BEARER
    }

    /** @param location brings the warehouse's location into its one form */
    static NessieSettings parse(CatalogProperties properties, UnaryOperator<String> location) {
        properties.required(PREFIX + "uri");
        URI uri = properties.uri(PREFIX + "uri").orElseThrow();
        String warehouse = properties.required(PREFIX + "default-warehouse-dir");
        boolean remote = warehouse.contains("://") && !warehouse.startsWith("file:");
        Map<String, String> client = new HashMap<>();
        client.put(NessieConfigConstants.CONF_NESSIE_URI, uri.toString());
        client.put(NessieConfigConstants.CONF_CONNECT_TIMEOUT, milliseconds(properties, "connection-timeout", 5));
        client.put(NessieConfigConstants.CONF_READ_TIMEOUT, milliseconds(properties, "read-timeout", 25));
        client.put(
                NessieConfigConstants.CONF_NESSIE_DISABLE_COMPRESSION,
                String.valueOf(!properties.flag(PREFIX + "enable-compression", true)));
        Authentication authentication = properties.choice(PREFIX + "authentication.type", Authentication.NONE);
        Optional<String> token = properties.text(TOKEN);
        if (authentication == Authentication.BEARER) {
            client.put(NessieConfigConstants.CONF_NESSIE_AUTH_TYPE, authentication.name());
            client.put(NessieConfigConstants.CONF_NESSIE_AUTH_TOKEN, token.orElseGet(() -> properties.required(TOKEN)));
        }
        return new NessieSettings(
                uri,
                properties.text(PREFIX + "ref").orElse("main"),
                location.apply(
                        remote ? warehouse : LocalPaths.directory(warehouse).toString()),
                client);
    }

    private static String milliseconds(CatalogProperties properties, String key, int seconds) {
        return String.valueOf(
                properties.duration(PREFIX + key, Duration.ofSeconds(seconds)).toMillis());
    }

    @Override
    public TableCatalog open(Storage storage) {
        return new NessieTableCatalog(this, storage);
    }

    /** None: Nessie lists tables of any place. */
    @Override
    public Optional<String> directory() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
