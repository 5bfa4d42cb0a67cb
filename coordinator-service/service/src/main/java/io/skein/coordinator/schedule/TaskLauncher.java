package io.skein.coordinator.schedule;

import io.skein.coordinator.catalog.CatalogSplits;
import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Input;
import io.skein.proto.v1.EndQueryReply;
import io.skein.proto.v1.Split;
import io.skein.proto.v1.TaskStatus;
import io.skein.rpc.Caller;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.connector.Constraint;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Creates one query's tasks on their workers, follows them, and ends them. */
final class TaskLauncher {
    private static final System.Logger LOG = System.getLogger(TaskLauncher.class.getName());
    private static final Duration END_DEADLINE = Duration.ofSeconds(3);
    private static final int END_ATTEMPTS = 3;

    private final WorkerLinks links;
    private final Results results;
    private final CatalogSplits splits;
    private final long largestSplitBytes;
    private final Executor threads;
    private final Consumer<Worker> onSign;
    private final Consumer<Execution> onEnd;
    private final Queue<TaskCreation> creations = new ConcurrentLinkedQueue<>();
    private final List<Runnable> watches = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> scanned = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable CompletableFuture<Void>> ended = new AtomicReference<>();

    /**
     * @param largestSplitBytes up to which a file is read by one task
     * @param threads where calls may block
     * @param onSign hears each sign of life of a worker
     * @param onEnd hears once every worker has been told of the end
     */
    TaskLauncher(
            WorkerLinks links,
            Results results,
            CatalogSplits splits,
            long largestSplitBytes,
            Executor threads,
            Consumer<Worker> onSign,
            Consumer<Execution> onEnd) {
        this.links = links;
        this.results = results;
        this.splits = splits;
        this.largestSplitBytes = largestSplitBytes;
        this.threads = threads;
        this.onSign = onSign;
        this.onEnd = onEnd;
    }

    /** Sends every task to its worker; returns once the specs are on their way. */
    void launch(Execution execution, List<Fragment> fragments, List<DynamicFilter> filters, ScheduleOptions options) {
        TaskSpecCodec codec = new TaskSpecCodec(execution.layout(), options, filters);
        for (Fragment fragment : fragments) {
            List<PlacedTask> tasks = execution.layout().tasks(fragment.id());
            List<TaskCreation> stage = new ArrayList<>();
            for (PlacedTask task : tasks) {
                stage.add(create(execution, task, codec, options.caller()));
            }
            feed(execution, fragment, stage);
        }
    }

    ResultStream open(PlacedTask root) {
        return results.open(root.worker(), root.id());
    }

    private TaskCreation create(Execution execution, PlacedTask task, TaskSpecCodec codec, Caller caller) {
        WorkerLink link = links.to(task.worker());
        TaskCreation creation = link.create(caller);
        creations.add(creation);
        if (isEnded()) {
            creation.cancel();
        }
        creation.created().whenComplete((done, failure) -> {
            creations.remove(creation);
            if (failure == null) {
                execution.created(task);
                watch(execution, task, link);
            } else {
                broken(execution, task.worker(), failure);
            }
        });
        creation.spec(codec.encode(task));
        return creation;
    }

    private void feed(Execution execution, Fragment fragment, List<TaskCreation> stage) {
        List<Input.Scan> scans = fragment.inputs().stream()
                .filter(Input.Scan.class::isInstance)
                .map(Input.Scan.class::cast)
                .toList();
        if (scans.isEmpty()) {
            stage.forEach(TaskCreation::complete);
            return;
        }
        SplitBalancer balancer = new SplitBalancer(stage.size(), largestSplitBytes);
        AtomicInteger open = new AtomicInteger(scans.size());
        for (Input.Scan scan : scans) {
            threads.execute(() -> {
                try {
                    if (execution.filters().concern(fragment.id(), scan)) {
                        feedNarrowed(execution, fragment, scan, balancer, stage);
                    } else {
                        feed(scan, scan.constraint(), batch -> spread(scan.name(), batch, balancer, stage));
                    }
                    if (open.decrementAndGet() == 0) {
                        stage.forEach(TaskCreation::complete);
                    }
                } catch (RuntimeException failure) {
                    execution.failed(ErrorCodec.normalize(failure));
                }
            });
        }
    }

    /** Holds the splits back until the scan's dynamic filters are known, or late. */
    private void feedNarrowed(
            Execution execution, Fragment fragment, Input.Scan scan, SplitBalancer balancer, List<TaskCreation> stage) {
        DynamicFilters filters = execution.filters();
        Narrowing narrowing = filters.await(fragment.id(), scan);
        failIfEnded();
        stage.forEach(creation -> creation.narrow(scan.name(), narrowing));
        if (!narrowing.nothing()) {
            feed(scan, narrowing.constraint(), batch -> {
                filters.planned(fragment.id(), scan, batch);
                spread(scan.name(), batch, balancer, stage);
            });
        }
    }

    private void feed(Input.Scan scan, Constraint constraint, Consumer<List<Split>> sink) {
        Runnable read = splits.forEach(scan.table(), scan.columns(), constraint, batch -> {
            failIfEnded();
            sink.accept(batch);
        });
        scanned.add(read);
        if (isEnded()) {
            read.run();
        }
    }

    private void failIfEnded() {
        if (isEnded()) {
            throw new SkeinException(StandardErrorCode.USER_CANCELED, "The query has ended");
        }
    }

    private static void spread(String input, List<Split> batch, SplitBalancer balancer, List<TaskCreation> stage) {
        List<List<Split>> shares = new ArrayList<>();
        stage.forEach(creation -> shares.add(new ArrayList<>()));
        batch.forEach(
                split -> balancer.assign(split, (part, task) -> shares.get(task).add(part)));
        for (int i = 0; i < stage.size(); i++) {
            stage.get(i).splits(input, shares.get(i));
        }
    }

    private void watch(Execution execution, PlacedTask task, WorkerLink link) {
        if (isEnded()) {
            return;
        }
        Consumer<TaskStatus> onStatus = status -> {
            onSign.accept(task.worker());
            execution.heard(TaskReportCodec.decode(status));
        };
        watches.add(link.watch(task.id(), onStatus, failure -> {
            if (failure != null) {
                broken(execution, task.worker(), failure);
            }
        }));
    }

    private void broken(Execution execution, Worker worker, Throwable failure) {
        if (isEnded()) {
            return;
        }
        SkeinException known = ErrorCodec.normalize(failure);
        // A process that dies cancels its streams, if it can still say so.
        if (known.code().equals(StandardErrorCode.REMOTE_HOST_GONE.code())
                || known.code().equals(StandardErrorCode.USER_CANCELED.code())) {
            execution.failed(Execution.workerGone(worker, "does not answer"));
        } else {
            execution.reported(known);
        }
    }

    /** Ends the tasks once; later calls get the same answer. */
    CompletableFuture<Void> end(Execution execution) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (!ended.compareAndSet(null, done)) {
            CompletableFuture<Void> before = ended.get();
            return before == null ? done : before;
        }
        execution.filters().stop();
        creations.forEach(TaskCreation::cancel);
        scanned.forEach(Runnable::run);
        CompletableFuture<?>[] told = execution.workers().stream()
                .map(worker -> tell(worker, execution.query(), END_ATTEMPTS))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(told).whenComplete((all, failure) -> {
            watches.forEach(Runnable::run);
            onEnd.accept(execution);
            done.complete(null);
        });
        return done;
    }

    private CompletableFuture<@Nullable EndQueryReply> tell(Worker worker, QueryId query, int attempts) {
        Optional<WorkerLink> link = links.existing(worker);
        if (link.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return link.get()
                .endQuery(query, END_DEADLINE)
                .thenApply(reply -> (@Nullable EndQueryReply) reply)
                .exceptionallyCompose(failure -> {
                    LOG.log(System.Logger.Level.DEBUG, () -> "Could not end " + query + " on " + worker, failure);
                    boolean gone =
                            ErrorCodec.normalize(failure).code().equals(StandardErrorCode.REMOTE_HOST_GONE.code());
                    return gone || attempts <= 1
                            ? CompletableFuture.completedFuture(null)
                            : tell(worker, query, attempts - 1);
                });
    }

    private boolean isEnded() {
        return ended.get() != null;
    }
}
