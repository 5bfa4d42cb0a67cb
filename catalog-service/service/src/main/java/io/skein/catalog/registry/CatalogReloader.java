package io.skein.catalog.registry;

import io.skein.catalog.source.CatalogDefinition;
import io.skein.catalog.source.CatalogDirectory;
import io.skein.catalog.source.CatalogStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks again and again and brings the catalogs up to date: those that an operator describes in files, and those that statements have made. Of two
 * of one name the operator's counts.
 */
public final class CatalogReloader implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CatalogReloader.class.getName());

    private final CatalogDirectory directory;
    private final CatalogStore store;
    private final Catalogs catalogs;
    private List<CatalogDefinition> described = List.of();
    private List<CatalogDefinition> made = List.of();
    private List<CatalogDefinition> loaded = List.of();
    private String directoryTrouble = "";
    private String storeTrouble = "";
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("catalog-reload").factory());

    public CatalogReloader(CatalogDirectory directory, CatalogStore store, Catalogs catalogs) {
        this.directory = directory;
        this.store = store;
        this.catalogs = catalogs;
    }

    /** Loads all once before it returns, then looks every interval. */
    public void start(Duration interval) {
        reload();
        scheduler.scheduleWithFixedDelay(this::reload, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks now. */
    public synchronized void reload() {
        // What one has told is not told again, should the other fail.
        directoryTrouble = look(directory::changed, definitions -> described = definitions, directoryTrouble);
        storeTrouble = look(store::changed, definitions -> made = definitions, storeTrouble);
        List<CatalogDefinition> all =
                Stream.concat(described.stream(), made.stream()).toList();
        if (!all.equals(loaded)) {
            catalogs.update(all);
            loaded = all;
        }
    }

    /** A source that fails keeps what is loaded; the next look may succeed. Says what is wrong, once while it stays the same. */
    private static String look(
            Supplier<Optional<List<CatalogDefinition>>> source,
            Consumer<List<CatalogDefinition>> told,
            String knownTrouble) {
        try {
            source.get().ifPresent(told);
            return "";
        } catch (RuntimeException failure) {
            String trouble = String.valueOf(failure.getMessage());
            if (!trouble.equals(knownTrouble)) {
                LOG.log(System.Logger.Level.WARNING, "The catalogs cannot be read", failure);
            }
            return trouble;
        }
    }

    /** Whether the catalog is one that statements have made. */
    public synchronized boolean isStored(String name) {
        return made.stream().anyMatch(definition -> definition.name().equals(name))
                && described.stream().noneMatch(definition -> definition.name().equals(name));
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
