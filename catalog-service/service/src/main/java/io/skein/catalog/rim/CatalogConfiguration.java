package io.skein.catalog.rim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The catalog service's settings. */
@ConfigMapping(prefix = "skein.catalog")
public interface CatalogConfiguration {
    /** Where the catalog files are. Without any file there the catalogs are tpch, tpcds, memory and iceberg. */
    @WithDefault("etc/catalog")
    Path directory();

    /** Where the default catalogs keep their data. */
    @WithDefault("data")
    Path dataDirectory();

    /** Where catalogs of CREATE CATALOG are kept; {@code catalogs} in the data directory unless it is set. */
    Optional<Path> storeDirectory();

    /** How often the directories are looked at. */
    @WithDefault("1s")
    Duration reloadInterval();

    /** When a write that nobody finished is aborted. */
    @WithDefault("24h")
    Duration writeTimeout();

    /** Whether this service looks for tables whose upkeep is due. Of several services over the same tables one is enough. */
    @WithDefault("true")
    boolean upkeep();
}
