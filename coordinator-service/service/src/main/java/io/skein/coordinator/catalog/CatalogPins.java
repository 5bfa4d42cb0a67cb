package io.skein.coordinator.catalog;

import io.skein.proto.v1.CatalogEntry;
import io.skein.rpc.CatalogVersion;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The versions of catalogs that one statement sees: those that there were when it first asked. Until this is closed the catalog service is told to keep those
 * that the statement has used.
 */
public final class CatalogPins implements AutoCloseable {
    private final Supplier<SortedMap<String, CatalogEntry>> catalogs;
    private final Consumer<CatalogPins> onClose;
    private final Map<String, Long> used = new ConcurrentHashMap<>();
    private @Nullable SortedMap<String, CatalogEntry> seen;

    /**
     * @param catalogs tells which catalogs there are
     * @param onClose hears when the statement has ended
     */
    public CatalogPins(Supplier<SortedMap<String, CatalogEntry>> catalogs, Consumer<CatalogPins> onClose) {
        this.catalogs = catalogs;
        this.onClose = onClose;
    }

    /** What is said of each catalog, by its name. */
    synchronized SortedMap<String, CatalogEntry> entries() {
        SortedMap<String, CatalogEntry> known = seen;
        if (known == null) {
            known = catalogs.get();
            seen = known;
        }
        return known;
    }

    /** The version of a catalog that the statement uses from now on. */
    public CatalogVersion version(String catalog) {
        @Nullable CatalogEntry entry = entries().get(catalog);
        if (entry == null) {
            return CatalogVersion.ANY;
        }
        used.put(catalog, entry.getVersion());
        return new CatalogVersion(entry.getVersion());
    }

    Map<String, Long> used() {
        return Map.copyOf(used);
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
