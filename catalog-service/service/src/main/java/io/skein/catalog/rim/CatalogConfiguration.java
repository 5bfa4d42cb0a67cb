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

    /** What keeps the catalogs of CREATE CATALOG. */
    Store store();

    /** How often the catalog files and the store are looked at. */
    @WithDefault("1s")
    Duration reloadInterval();

    /** How long a version of a catalog that was replaced or removed is kept after the last sign of a statement that runs on it. */
    @WithDefault("5s")
    Duration oldVersionGrace();

    /** When a write that nobody finished is aborted. */
    @WithDefault("24h")
    Duration writeTimeout();

    /** How many workers there are at most. The connections that a catalog may have are shared out among them and this service. */
    @WithDefault("1")
    int workers();

    /** Whether this service looks for tables whose upkeep is due. Of several services over the same tables one is enough. */
    @WithDefault("true")
    boolean upkeep();

    /** Where catalogs of CREATE CATALOG are kept. */
    interface Store {
        /** {@code static}: nowhere, no statement can make one. {@code file}: in a directory. {@code postgresql}: in a database that services may share. */
        @WithDefault("file")
        StoreType type();

        /** The directory of {@code file}; {@code catalogs} in the data directory unless it is set. */
        Optional<Path> directory();

        /** The database of {@code postgresql}, as a JDBC URL. */
        Optional<String> url();

        /** The database's user. */
        Optional<String> user();

        /** The user's password. */
        Optional<String> password();
    }

    /** Kinds of stores. */
    enum StoreType {
        STATIC,
        FILE,
        POSTGRESQL
    }
}
