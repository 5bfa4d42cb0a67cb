package io.skein.catalog.rim;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.skein.catalog.registry.CatalogReloader;
import io.skein.catalog.registry.Catalogs;
import io.skein.catalog.registry.OldVersions;
import io.skein.catalog.registry.StoredCatalogs;
import io.skein.catalog.source.CatalogDirectory;
import io.skein.catalog.source.CatalogStore;
import io.skein.catalog.source.DefaultCatalogs;
import io.skein.catalog.source.DescriptionReader;
import io.skein.catalog.upkeep.DueTables;
import io.skein.catalog.upkeep.UpkeepScheduler;
import io.skein.catalog.write.OpenWrites;
import io.skein.rpc.BlockingCalls;
import io.skein.rpc.CatalogVersion;
import io.skein.spi.connector.ConnectorFactory;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes, starts and stops the service's parts. */
@Singleton
class CatalogRuntime {
    private static final System.Logger LOG = System.getLogger(CatalogRuntime.class.getName());
    private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);
    private static final Duration UPKEEP_INTERVAL = Duration.ofMillis(500);

    private final CatalogConfiguration configuration;
    private final Catalogs catalogs;
    private final OpenWrites writes;
    private final CatalogStore store;
    private final CatalogReloader reloader;
    private final StoredCatalogs stored;
    private final DueTables dueTables;
    private final UpkeepScheduler upkeep;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService expiry = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("catalog-expiry").factory());

    CatalogRuntime(CatalogConfiguration configuration) {
        this.configuration = configuration;
        this.catalogs = new Catalogs(
                ServiceLoader.load(ConnectorFactory.class, CatalogRuntime.class.getClassLoader()),
                new OldVersions(
                        () -> CatalogVersion.current().value(), configuration.oldVersionGrace(), System::nanoTime),
                configuration.workers() + 1);
        this.writes = new OpenWrites(configuration.writeTimeout(), Clock.systemUTC());
        DescriptionReader reader = new DescriptionReader(System.getenv());
        this.store = CatalogStores.of(configuration, reader);
        this.reloader = new CatalogReloader(
                new CatalogDirectory(
                        configuration.directory(), reader, DefaultCatalogs.under(configuration.dataDirectory())),
                store,
                catalogs);
        this.stored = new StoredCatalogs(store, reader, reloader, catalogs);
        this.dueTables = new DueTables(catalogs, Clock.systemUTC());
        this.upkeep = new UpkeepScheduler(dueTables);
    }

    Catalogs catalogs() {
        return catalogs;
    }

    StoredCatalogs stored() {
        return stored;
    }

    OpenWrites writes() {
        return writes;
    }

    DueTables dueTables() {
        return dueTables;
    }

    BlockingCalls calls() {
        return new BlockingCalls(executor);
    }

    /** Before the first call can arrive. */
    @PostConstruct
    void load() {
        reloader.start(configuration.reloadInterval());
        expiry.scheduleWithFixedDelay(
                catalogs::sweep, SWEEP_INTERVAL.toMillis(), SWEEP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        expiry.scheduleWithFixedDelay(
                writes::expire, EXPIRY_INTERVAL.toSeconds(), EXPIRY_INTERVAL.toSeconds(), TimeUnit.SECONDS);
        if (configuration.upkeep()) {
            upkeep.start(UPKEEP_INTERVAL);
        }
    }

    void start(@Observes StartupEvent event) {
        LOG.log(System.Logger.Level.INFO, "{0} catalogs", catalogs.list().size());
    }

    void stop(@Observes ShutdownEvent event) {
        reloader.close();
        upkeep.close();
        expiry.shutdownNow();
        executor.shutdownNow();
        writes.close();
        catalogs.close();
        store.close();
    }
}
