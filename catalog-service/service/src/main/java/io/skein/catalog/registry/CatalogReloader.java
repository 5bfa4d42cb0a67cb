package io.skein.catalog.registry;

import io.skein.catalog.source.CatalogDirectory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the directory again and again and brings the catalogs up to date. */
public final class CatalogReloader implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CatalogReloader.class.getName());

    private final CatalogDirectory directory;
    private final Catalogs catalogs;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("catalog-reload").factory());

    public CatalogReloader(CatalogDirectory directory, Catalogs catalogs) {
        this.directory = directory;
        this.catalogs = catalogs;
    }

    /** Loads all once before it returns, then looks every interval. */
    public void start(Duration interval) {
        reload();
        scheduler.scheduleWithFixedDelay(this::reload, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void reload() {
        try {
            directory.changed().ifPresent(catalogs::update);
        } catch (RuntimeException failure) {
            // A failing directory keeps what is loaded; the next look may succeed.
            LOG.log(System.Logger.Level.WARNING, "The catalog directory cannot be read", failure);
        }
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
