package io.skein.coordinator.catalog;

import io.grpc.ManagedChannel;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.skein.rpc.Channels;
import io.skein.spi.error.SkeinException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Wires {@link CatalogClient} to its channel. */
@Singleton
class CatalogBeans {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("skein-catalog-", 0).factory());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("skein-catalog-clock").daemon().factory());
    private final ManagedChannel channel;
    private final CatalogClient client;

    @Inject
    CatalogBeans(Channels channels, CatalogClientConfiguration configuration) {
        channel = channels.open(configuration.address());
        client = new CatalogClient(channel, configuration.listLifetime(), threads);
    }

    @Produces
    @Singleton
    CatalogClient client() {
        return client;
    }

    void start(@Observes StartupEvent event) {
        clock.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
    }

    private void keep() {
        try {
            client.keep();
        } catch (SkeinException absent) {
            System.getLogger(CatalogBeans.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "The catalog service does not hear which catalogs are used",
                            absent);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
        threads.shutdownNow();
        channel.shutdownNow();
    }
}
