package io.skein.connector.mariadb;

import io.skein.connector.sql.ConnectionUrl;
import io.skein.connector.sql.SqlSettings;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A catalog file.
 *
 * @param scanSplits into how many parts a large table is cut at most
 */
record MariaDbSettings(String catalog, Flavor flavor, SqlSettings shared, ConnectionUrl url, int scanSplits) {
    private static final int DEFAULT_PORT = 3306;
    private static final int MOST_SPLITS = 256;
    private static final List<String> PARAMETERS = List.of("sslMode", "serverSslCert");

    static MariaDbSettings of(String catalog, Flavor flavor, CatalogProperties properties) {
        SqlSettings shared = SqlSettings.of(properties);
        MariaDbSettings settings = new MariaDbSettings(
                catalog,
                flavor,
                shared,
                ConnectionUrl.parseServer(catalog, shared.url(), "jdbc:" + flavor.connector() + ":", DEFAULT_PORT),
                properties.integer(flavor.connector() + ".scan-splits", 1, 1, MOST_SPLITS));
        properties.end();
        settings.connection();
        return settings;
    }

    /** How to connect; CONFIGURATION_INVALID where the URL makes no sense. */
    MySQLConnectOptions connection() {
        if (!url.database().isEmpty()) {
            throw invalid("has a database; all the server's databases are the catalog's schemas");
        }
        url.unknownParameter(PARAMETERS).ifPresent(unknown -> {
            throw invalid("has an unknown parameter '" + unknown + "'; known are " + String.join(", ", PARAMETERS));
        });
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase("")
                .setUser(shared.user())
                .setPassword(shared.password().orElse(""))
                .setCharset("utf8mb4")
                .setCharacterEncoding("UTF-8");
        options.setConnectTimeout((int) shared.pool().connecting().toMillis());
        options.setTcpKeepAlive(true);
        options.setReconnectAttempts(0);
        secure(options);
        return options;
    }

    private void secure(MySQLConnectOptions options) {
        SslMode mode = sslMode(url.parameters().getOrDefault("sslMode", "preferred"));
        options.setSslMode(mode);
        Optional<String> roots = Optional.ofNullable(url.parameters().get("serverSslCert"));
        switch (mode) {
            case DISABLED -> {}
            case PREFERRED, REQUIRED -> options.setTrustAll(true).setHostnameVerificationAlgorithm("");
            case VERIFY_CA, VERIFY_IDENTITY -> {
                options.setPemTrustOptions(new PemTrustOptions()
                        .addCertPath(roots.orElseThrow(
                                () -> invalid("needs the parameter serverSslCert with this sslMode"))));
                options.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_IDENTITY ? "HTTPS" : "");
            }
        }
    }

    /** In the words of MariaDB's driver or of MySQL's. */
    private SslMode sslMode(String text) {
        return switch (text.toLowerCase(Locale.ENGLISH)) {
            case "disable", "disabled" -> SslMode.DISABLED;
            case "preferred" -> SslMode.PREFERRED;
            case "trust", "required" -> SslMode.REQUIRED;
            case "verify-ca", "verify_ca" -> SslMode.VERIFY_CA;
            case "verify-full", "verify_identity" -> SslMode.VERIFY_IDENTITY;
            default -> throw invalid("has a bad sslMode '" + text + "'");
        };
    }

    private SkeinException invalid(String what) {
        return new SkeinException(
                StandardErrorCode.CONFIGURATION_INVALID,
                "Catalog '" + catalog + "' has a bad value for 'connection-url': it " + what);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "catalog " + catalog + " at " + url.address();
    }
}
