package io.skein.catalog.registry;

import io.skein.catalog.source.CatalogDefinition;
import io.skein.catalog.source.CatalogDirectory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Looks at the directories again and again and brings the catalogs up to date: those that an operator describes, and those that statements have made. Of two
 * of one name the operator's counts.
 */
public final class CatalogReloader implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CatalogReloader.class.getName());

    private final CatalogDirectory directory;
    private final CatalogDirectory stored;
    private final Catalogs catalogs;
    private List<CatalogDefinition> described = List.of();
    private List<CatalogDefinition> made = List.of();
    private List<CatalogDefinition> loaded = List.of();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("catalog-reload").factory());

    public CatalogReloader(CatalogDirectory directory, CatalogDirectory stored, Catalogs catalogs) {
        this.directory = directory;
        this.stored = stored;
        this.catalogs = catalogs;
    }

    /** Loads all once before it returns, then looks every interval. */
    public void start(Duration interval) {
        reload();
        scheduler.scheduleWithFixedDelay(this::reload, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks now. */
    public synchronized void reload() {
        try {
            // What one has told is not told again, should the other fail.
            directory.changed().ifPresent(definitions -> described = definitions);
            stored.changed().ifPresent(definitions -> made = definitions);
            List<CatalogDefinition> all =
                    Stream.concat(described.stream(), made.stream()).toList();
            if (!all.equals(loaded)) {
                catalogs.update(all);
                loaded = all;
            }
        } catch (RuntimeException failure) {
            // A failing directory keeps what is loaded; the next look may succeed.
            LOG.log(System.Logger.Level.WARNING, "The catalog directory cannot be read", failure);
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
