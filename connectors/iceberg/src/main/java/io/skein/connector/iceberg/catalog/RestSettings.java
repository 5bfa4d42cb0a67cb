package io.skein.connector.iceberg.catalog;

import io.skein.connector.iceberg.file.Storage;
import io.skein.spi.connector.CatalogProperties;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.rest.auth.AuthProperties;
import org.apache.iceberg.rest.auth.OAuth2Properties;

/**
 * A service that speaks Iceberg's REST protocol.
 *
 * @param properties under the library's names
 */
public record RestSettings(URI uri, Map<String, String> properties, Names names, Credentials credentials)
        implements CatalogSettings {
    private static final String PREFIX = "iceberg.rest-catalog.";
    private static final String OAUTH = PREFIX + "oauth2.";
    private static final String TOKEN = OAUTH + "token";
    private static final String CREDENTIAL = OAUTH + "credential";

    /** Keys whose values are not shown. */
    static final Set<String> SECRETS = Set.of(TOKEN, CREDENTIAL);

    /** Who says how files are reached. */
    enum Credentials {
        OWN,
        VENDED
    }

    /** What a schema is. */
    enum Names {
        FLAT,
        NESTED
    }

    private enum Security {
        NONE,
        OAUTH2
    }

    static RestSettings parse(CatalogProperties properties) {
        properties.required(PREFIX + "uri");
        URI uri = properties.uri(PREFIX + "uri").orElseThrow();
        Map<String, String> library = new HashMap<>();
        library.put(org.apache.iceberg.CatalogProperties.URI, uri.toString());
        properties
                .text(PREFIX + "warehouse")
                .ifPresent(value -> library.put(org.apache.iceberg.CatalogProperties.WAREHOUSE_LOCATION, value));
        properties.text(PREFIX + "prefix").ifPresent(value -> library.put("prefix", value));
        library.put(
                "view-endpoints-supported", String.valueOf(properties.flag(PREFIX + "view-endpoints-enabled", true)));
        security(properties, library);
        library.put("rest.client.connection-timeout-ms", milliseconds(properties, "connection-timeout", 10));
        library.put("rest.client.socket-timeout-ms", milliseconds(properties, "socket-timeout", 60));
        Credentials credentials =
                properties.flag(PREFIX + "vended-credentials-enabled", false) ? Credentials.VENDED : Credentials.OWN;
        if (credentials == Credentials.VENDED) {
            library.put("header.X-Iceberg-Access-Delegation", "vended-credentials");
        }
        return new RestSettings(
                uri,
                library,
                properties.flag(PREFIX + "nested-namespace-enabled", false) ? Names.NESTED : Names.FLAT,
                credentials);
    }

    private static void security(CatalogProperties properties, Map<String, String> library) {
        Security security = properties.choice(PREFIX + "security", Security.NONE);
        Optional<String> token = properties.text(TOKEN);
        Optional<String> credential = properties.text(CREDENTIAL);
        Optional<String> scope = properties.text(OAUTH + "scope");
        Optional<URI> server = properties.uri(OAUTH + "server-uri");
        boolean refreshed = properties.flag(OAUTH + "token-refresh-enabled", true);
        library.put(
                AuthProperties.AUTH_TYPE,
                security == Security.OAUTH2 ? AuthProperties.AUTH_TYPE_OAUTH2 : AuthProperties.AUTH_TYPE_NONE);
        if (security == Security.NONE) {
            return;
        }
        if (token.isEmpty() && credential.isEmpty()) {
            properties.required(CREDENTIAL);
        }
        token.ifPresent(value -> library.put(OAuth2Properties.TOKEN, value));
        credential.ifPresent(value -> library.put(OAuth2Properties.CREDENTIAL, value));
        scope.ifPresent(value -> library.put(OAuth2Properties.SCOPE, value));
        server.ifPresent(value -> library.put(OAuth2Properties.OAUTH2_SERVER_URI, value.toString()));
        library.put(OAuth2Properties.TOKEN_REFRESH_ENABLED, String.valueOf(refreshed));
    }

    private static String milliseconds(CatalogProperties properties, String key, int seconds) {
        return String.valueOf(
                properties.duration(PREFIX + key, Duration.ofSeconds(seconds)).toMillis());
    }

    @Override
    public TableCatalog open(Storage storage) {
        return new RestTableCatalog(this, storage);
    }

    @Override
    public Optional<String> directory() {
        return Optional.empty();
    }

    @Override
    public boolean vendsCredentials() {
        return credentials == Credentials.VENDED;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
