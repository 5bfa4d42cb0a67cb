package io.skein.coordinator.schedule;

import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.cluster.Membership;
import io.skein.rpc.Channels;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A scheduler over the given neighbours, for tests of other packages. */
public final class SchedulerFixture implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final WorkerLinks links;
    private final QueryScheduler scheduler;

    public SchedulerFixture(Membership membership, CatalogClient catalogs, Channels channels, Results results) {
        links = new WorkerLinks(channels::open);
        scheduler = new QueryScheduler(
                membership, catalogs, links, results, threads, clock, Duration.ofMillis(50), 1 << 26);
    }

    public QueryScheduler scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        links.close();
        clock.shutdownNow();
        threads.shutdownNow();
    }
}
