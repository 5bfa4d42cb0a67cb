package io.skein.coordinator.upkeep;

import io.grpc.ManagedChannel;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.skein.coordinator.catalog.CatalogClientConfiguration;
import io.skein.coordinator.dispatch.Dispatcher;
import io.skein.rpc.Channels;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Wires {@link UpkeepRunner} between the catalog service and the dispatcher. */
@Singleton
class UpkeepBeans {
    /** Before the dispatcher, so that the statement in hand is canceled and no other begins. */
    private static final int STOP_ORDER = 900;

    private final UpkeepConfiguration configuration;
    private final ManagedChannel channel;
    private final UpkeepRunner runner;

    @Inject
    UpkeepBeans(
            UpkeepConfiguration configuration,
            Channels channels,
            CatalogClientConfiguration catalog,
            Dispatcher dispatcher) {
        this.configuration = configuration;
        this.channel = channels.open(catalog.address());
        this.runner = new UpkeepRunner(channel, dispatcher, configuration.user());
    }

    void start(@Observes StartupEvent event) {
        if (configuration.enabled()) {
            runner.start(configuration.pollInterval());
        }
    }

    void stop(@Observes @Priority(STOP_ORDER) ShutdownEvent event) {
        runner.close();
        channel.shutdownNow();
    }
}
