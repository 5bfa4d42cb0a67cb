package io.skein.coordinator.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the catalog service is. */
@ConfigMapping(prefix = "skein.coordinator.catalog")
public interface CatalogClientConfiguration {
    /** host:port of the catalog service. */
    @WithDefault("127.0.0.1:9202")
    String address();

    /** How long the list of catalogs is remembered between statements. */
    @WithDefault("1s")
    Duration listLifetime();
}
