package io.skein.catalog.registry;

import io.skein.catalog.source.CatalogStore;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Map;

/** CREATE and DROP CATALOG: what they say holds at once and from then on. One at a time. */
public final class StoredCatalogs {
    private static final String SYSTEM = "system";

    private final CatalogStore store;
    private final CatalogReloader reloader;
    private final Catalogs catalogs;

    public StoredCatalogs(CatalogStore store, CatalogReloader reloader, Catalogs catalogs) {
        this.store = store;
        this.reloader = reloader;
        this.catalogs = catalogs;
    }

    /**
     * Makes a catalog. Fails with ALREADY_EXISTS, and with INVALID_CATALOG_PROPERTY where the connector refuses the properties; nothing is kept then.
     *
     * @param properties without the connector's name; values may refer to {@code ${ENV:NAME}}
     */
    public synchronized void create(String name, String connector, Map<String, String> properties) {
        if (name.equals(SYSTEM) || catalogs.contains(name)) {
            throw new SkeinException(StandardErrorCode.ALREADY_EXISTS, "Catalog '" + name + "' already exists");
        }
        catalogs.check(store.definition(name, connector, properties));
        store.write(name, connector, properties);
        reloader.reload();
    }

    /** Forgets a catalog; queries that run keep it until they end. Fails with CATALOG_NOT_FOUND, and with NOT_SUPPORTED where a file describes it. */
    public synchronized void drop(String name) {
        if (!catalogs.contains(name)) {
            throw new SkeinException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + name + "' not found");
        }
        if (!reloader.isStored(name)) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Catalog '" + name + "' comes with the server's settings and can only be removed there");
        }
        store.delete(name);
        reloader.reload();
    }
}
