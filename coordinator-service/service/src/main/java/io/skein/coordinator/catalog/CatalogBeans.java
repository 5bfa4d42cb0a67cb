package io.skein.coordinator.catalog;

import io.grpc.ManagedChannel;
import io.quarkus.runtime.ShutdownEvent;
import io.skein.rpc.Channels;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Wires {@link CatalogClient} to its channel. */
@Singleton
class CatalogBeans {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("skein-catalog-", 0).factory());
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

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
        channel.shutdownNow();
    }
}
