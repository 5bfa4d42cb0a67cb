package io.skein.coordinator.schedule;

import io.quarkus.runtime.ShutdownEvent;
import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.cluster.ClusterConfiguration;
import io.skein.coordinator.cluster.Membership;
import io.skein.rpc.Channels;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Wires {@link QueryScheduler}. */
@Singleton
class ScheduleBeans {
    /** After the dispatcher has ended its queries. */
    static final int STOP_ORDER = 3000;

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("skein-schedule-", 0).factory());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("skein-schedule-clock").daemon().factory());
    private final ArrowMemory memory;
    private final WorkerLinks links;
    private final FlightResults results;
    private final QueryScheduler scheduler;

    @Inject
    ScheduleBeans(
            Membership membership,
            CatalogClient catalogs,
            Channels channels,
            ScheduleConfiguration configuration,
            ClusterConfiguration cluster) {
        memory = new ArrowMemory(configuration.arrowMemory().asLongValue());
        links = new WorkerLinks(channels::open);
        results = new FlightResults(memory.allocator(), channels::open);
        scheduler = new QueryScheduler(
                membership,
                catalogs,
                links,
                new LocalFirstResults(results),
                threads,
                clock,
                cluster.workerWait(),
                configuration.largestSplit().asLongValue());
    }

    @Produces
    @Singleton
    QueryScheduler scheduler() {
        return scheduler;
    }

    @Produces
    @Singleton
    ArrowMemory memory() {
        return memory;
    }

    void stop(@Observes @Priority(STOP_ORDER) ShutdownEvent event) {
        clock.shutdownNow();
        threads.shutdownNow();
        results.close();
        links.close();
        memory.close();
    }
}
