package io.skein.catalog.rim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** The catalog service's settings. */
@ConfigMapping(prefix = "skein.catalog")
public interface CatalogConfiguration {
    /** Where the catalog files are. Without any file there the catalogs are tpch, tpcds, memory and iceberg. */
    @WithDefault("etc/catalog")
    Path directory();

    /** Where the default catalogs keep their data. */
    @WithDefault("data")
    Path dataDirectory();

    /** How often the directory is looked at. */
    @WithDefault("1s")
    Duration reloadInterval();

    /** When a write that nobody finished is aborted. */
    @WithDefault("24h")
    Duration writeTimeout();
}
