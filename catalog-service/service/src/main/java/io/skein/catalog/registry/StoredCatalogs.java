package io.skein.catalog.registry;

import io.skein.catalog.source.CatalogDescription;
import io.skein.catalog.source.CatalogStore;
import io.skein.catalog.source.DescriptionReader;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** CREATE, ALTER and DROP CATALOG: what they say holds at once and from then on. One at a time. */
public final class StoredCatalogs {
    private static final String SYSTEM = "system";

    private final CatalogStore store;
    private final DescriptionReader reader;
    private final CatalogReloader reloader;
    private final Catalogs catalogs;

    public StoredCatalogs(CatalogStore store, DescriptionReader reader, CatalogReloader reloader, Catalogs catalogs) {
        this.store = store;
        this.reader = reader;
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
        CatalogDescription description = CatalogDescription.of(name, connector, properties);
        catalogs.check(reader.require(description));
        store.create(description);
        reloader.reload();
    }

    /**
     * Changes some properties; queries that run keep the version before. Fails like {@link #drop}, with INVALID_CATALOG_PROPERTY where the connector refuses
     * what comes out, and with TRANSACTION_CONFLICT where another service was first; nothing is changed then.
     *
     * @param removed keys that go back to their defaults
     */
    public synchronized void alter(String name, Map<String, String> changed, Collection<String> removed) {
        requireStored(name, "changed");
        CatalogDescription before = store.find(name)
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + name + "' not found"));
        Map<String, String> properties = new HashMap<>(before.properties());
        properties.putAll(changed);
        removed.forEach(properties::remove);
        CatalogDescription after = before.with(properties);
        catalogs.check(reader.require(after));
        store.replace(after, before.revision());
        reloader.reload();
    }

    /** Forgets a catalog; queries that run keep it until they end. Fails with CATALOG_NOT_FOUND, and with NOT_SUPPORTED where a file describes it. */
    public synchronized void drop(String name) {
        requireStored(name, "removed");
        store.delete(name);
        reloader.reload();
    }

    /** Whether a statement can change it. */
    public boolean isStored(String name) {
        return reloader.isStored(name);
    }

    private void requireStored(String name, String verb) {
        if (!catalogs.contains(name)) {
            throw new SkeinException(StandardErrorCode.CATALOG_NOT_FOUND, "Catalog '" + name + "' not found");
        }
        if (!reloader.isStored(name)) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Catalog '" + name + "' comes with the server's settings and can only be " + verb + " there");
        }
    }
}
