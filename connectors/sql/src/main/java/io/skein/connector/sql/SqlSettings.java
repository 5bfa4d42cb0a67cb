package io.skein.connector.sql;

import io.skein.connector.sql.client.PoolSettings;
import io.skein.spi.connector.CatalogProperties;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What catalog files of all relational sources have, under Trino's names.
 *
 * @param matching how names find schemas and tables
 * @param compaction how many ranges of a constraint are sent before their span is sent instead
 * @param dynamicFilterWait how long a query waits for the narrower constraint that a join's other side gives
 */
public record SqlSettings(
        String url,
        String user,
        Optional<String> password,
        NameMatching matching,
        UnsupportedTypes unsupported,
        WideDecimals decimals,
        PoolSettings pool,
        int compaction,
        Duration dynamicFilterWait) {
    private static final int DEFAULT_COMPACTION = 256;
    private static final int MOST_RANGES = 10_000;
    private static final Duration DYNAMIC_FILTER_WAIT = Duration.ofSeconds(20);
    private static final String PASSWORD = "connection-password";

    /** Keys whose values are not shown. */
    public static final Set<String> SECRETS = Set.of(PASSWORD);

    public static SqlSettings of(CatalogProperties properties) {
        return new SqlSettings(
                properties.required("connection-url"),
                properties.required("connection-user"),
                properties.text(PASSWORD),
                properties.flag("case-insensitive-name-matching", false)
                        ? NameMatching.CASE_INSENSITIVE
                        : NameMatching.EXACT,
                properties.choice("unsupported-type-handling", UnsupportedTypes.IGNORE),
                WideDecimals.of(properties),
                PoolSettings.of(properties),
                properties.integer("domain-compaction-threshold", DEFAULT_COMPACTION, 1, MOST_RANGES),
                properties.flag("dynamic-filtering.enabled", true)
                        ? properties.duration("dynamic-filtering.wait-timeout", DYNAMIC_FILTER_WAIT)
                        : Duration.ZERO);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
