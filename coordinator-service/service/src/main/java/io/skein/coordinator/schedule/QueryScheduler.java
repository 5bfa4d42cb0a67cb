package io.skein.coordinator.schedule;

import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.cluster.Membership;
import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.cluster.WorkerListener;
import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.coordinator.fragment.Fragment;
import io.skein.proto.v1.WorkerCounters;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts fragmented plans on the cluster, and fails those that run on a worker that is lost. */
public final class QueryScheduler implements WorkerListener {
    private static final Duration EXPLANATION_PATIENCE = Duration.ofMillis(1500);
    private static final Duration FORGET_AFTER = Duration.ofSeconds(15);
    private static final Duration COUNTERS_DEADLINE = Duration.ofSeconds(2);

    private final Membership membership;
    private final CatalogClient catalogs;
    private final WorkerLinks links;
    private final Results results;
    private final Executor threads;
    private final ScheduledExecutorService clock;
    private final Duration workerWait;
    private final long largestSplitBytes;
    private final Set<Execution> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    QueryScheduler(
            Membership membership,
            CatalogClient catalogs,
            WorkerLinks links,
            Results results,
            Executor threads,
            ScheduledExecutorService clock,
            Duration workerWait,
            long largestSplitBytes) {
        this.membership = membership;
        this.catalogs = catalogs;
        this.links = links;
        this.results = results;
        this.threads = threads;
        this.clock = clock;
        this.workerWait = workerWait;
        this.largestSplitBytes = largestSplitBytes;
        membership.addListener(this);
    }

    /** The workers that a query can use now; waits a little for a first one, then fails with NO_NODES_AVAILABLE. */
    public List<Worker> workers() throws InterruptedException {
        List<Worker> workers = membership.awaitActive(workerWait);
        if (workers.isEmpty()) {
            throw new SkeinException(StandardErrorCode.NO_NODES_AVAILABLE, "No nodes available to run query");
        }
        return workers;
    }

    /** Starts a plan's fragments on these workers. Failures show in the execution. */
    public Execution start(
            QueryId query,
            List<Fragment> fragments,
            List<DynamicFilter> filters,
            List<Worker> workers,
            ScheduleOptions options) {
        Layout layout = Layout.of(query, fragments, workers, turn.getAndIncrement());
        FirstFailure failure = new FirstFailure(clock, EXPLANATION_PATIENCE);
        TaskLauncher launcher = new TaskLauncher(
                links,
                results,
                catalogs.splits(options.caller(), options.catalogs()),
                largestSplitBytes,
                threads,
                membership::alive,
                running::remove);
        Execution execution = new Execution(query, layout, new DynamicFilters(filters, layout), failure, launcher);
        running.add(execution);
        launcher.launch(execution, fragments, filters, options);
        layout.workers().stream()
                .filter(worker -> !membership.contains(worker))
                .forEach(worker -> execution.lost(worker, "left"));
        return execution;
    }

    /** Executions whose end not every worker knows yet. */
    public int runningCount() {
        return running.size();
    }

    /** Result streams that are open. */
    public int openResults() {
        return results.openCount();
    }

    /** What each worker holds, by its id; workers that do not answer are left out. */
    public Map<String, WorkerCounters> workerCounters() throws InterruptedException {
        Map<String, WorkerCounters> counters = new TreeMap<>();
        for (Membership.Member member : membership.members()) {
            try {
                counters.put(
                        member.worker().id().value(),
                        links.to(member.worker())
                                .counters(COUNTERS_DEADLINE)
                                .get(COUNTERS_DEADLINE.toSeconds() + 1, TimeUnit.SECONDS));
            } catch (ExecutionException | TimeoutException silent) {
                continue;
            }
        }
        return counters;
    }

    @Override
    public void lost(Worker worker, String reason) {
        running.forEach(execution -> execution.lost(worker, reason));
        // A worker that is only slow can still be told that its queries have ended.
        clock.schedule(() -> forget(worker), FORGET_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void forget(Worker worker) {
        if (!membership.contains(worker)) {
            threads.execute(() -> {
                links.drop(worker);
                if (!addressInUse(worker.flightAddress())) {
                    results.drop(worker);
                }
            });
        }
    }

    private boolean addressInUse(String flightAddress) {
        return membership.members().stream()
                .anyMatch(member -> member.worker().flightAddress().equals(flightAddress));
    }
}
