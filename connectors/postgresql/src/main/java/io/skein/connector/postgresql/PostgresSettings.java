package io.skein.connector.postgresql;

import io.skein.connector.sql.ConnectionUrl;
import io.skein.connector.sql.SqlSettings;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.List;
import java.util.Optional;

/**
 * A catalog file.
 *
 * @param systemTables whether tables of {@code pg_catalog} are listed
 * @param scanSplits into how many parts a large table is cut at most
 */
record PostgresSettings(
        String catalog,
        SqlSettings shared,
        ConnectionUrl url,
        TypeMapping types,
        boolean systemTables,
        int scanSplits) {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final int DEFAULT_PORT = 5432;
    private static final int DEFAULT_SPLITS = 4;
    private static final int MOST_SPLITS = 256;
    private static final List<String> PARAMETERS = List.of("sslmode", "sslrootcert", "ApplicationName");

    static PostgresSettings of(String catalog, CatalogProperties properties) {
        SqlSettings shared = SqlSettings.of(properties);
        PostgresSettings settings = new PostgresSettings(
                catalog,
                shared,
                ConnectionUrl.parse(catalog, shared.url(), PREFIX, DEFAULT_PORT),
                new TypeMapping(
                        shared.decimals(),
                        shared.unsupported(),
                        properties.choice("postgresql.array-mapping", TypeMapping.ArrayMapping.AS_ARRAY)),
                properties.flag("postgresql.include-system-tables", false),
                properties.integer("postgresql.scan-splits", DEFAULT_SPLITS, 1, MOST_SPLITS));
        properties.end();
        settings.connection();
        return settings;
    }

    /** How to connect; CONFIGURATION_INVALID where the URL's parameters make no sense. */
    PgConnectOptions connection() {
        url.unknownParameter(PARAMETERS).ifPresent(unknown -> {
            throw invalid("has an unknown parameter '" + unknown + "'; known are " + String.join(", ", PARAMETERS));
        });
        PgConnectOptions options = new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(shared.user())
                .setPassword(shared.password().orElse(""));
        // Texts of timestamps with time zone are read in UTC.
        options.addProperty("TimeZone", "UTC");
        options.addProperty("application_name", url.parameters().getOrDefault("ApplicationName", "skein"));
        options.setConnectTimeout((int) shared.pool().connecting().toMillis());
        options.setTcpKeepAlive(true);
        options.setReconnectAttempts(0);
        secure(options);
        return options;
    }

    private void secure(PgConnectOptions options) {
        SslMode mode = sslMode(url.parameters().getOrDefault("sslmode", "prefer"));
        options.setSslMode(mode);
        Optional<String> roots = Optional.ofNullable(url.parameters().get("sslrootcert"));
        switch (mode) {
            case DISABLE -> {}
            case ALLOW, PREFER, REQUIRE -> options.setTrustAll(true);
            case VERIFY_CA, VERIFY_FULL -> {
                options.setPemTrustOptions(new PemTrustOptions()
                        .addCertPath(
                                roots.orElseThrow(() -> invalid("needs the parameter sslrootcert with this sslmode"))));
                options.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
            }
        }
    }

    private SslMode sslMode(String text) {
        try {
            return SslMode.of(text);
        } catch (IllegalArgumentException e) {
            throw invalid("has a bad sslmode '" + text + "'");
        }
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
