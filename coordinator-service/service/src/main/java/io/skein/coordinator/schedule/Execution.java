package io.skein.coordinator.schedule;

import io.skein.coordinator.cluster.Worker;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import io.skein.spi.id.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A query's tasks while they run, and what they said last once they have ended. Made by {@link QueryScheduler}; must be ended with {@link #end()}. */
public final class Execution {
    private final QueryId query;
    private final Layout layout;
    private final DynamicFilters filters;
    private final FirstFailure failure;
    private final Map<TaskId, TaskReport> reports = new ConcurrentHashMap<>();
    private final CompletableFuture<PlacedTask> rootCreated = new CompletableFuture<>();
    private final CompletableFuture<List<byte[]>> written = new CompletableFuture<>();
    private final CompletableFuture<Void> tasksDone = new CompletableFuture<>();
    private final TaskLauncher launcher;

    Execution(QueryId query, Layout layout, DynamicFilters filters, FirstFailure failure, TaskLauncher launcher) {
        this.filters = filters;
        this.query = query;
        this.layout = layout;
        this.failure = failure;
        this.launcher = launcher;
        layout.tasks().forEach(task -> reports.put(task.id(), TaskReport.planned(task.id())));
        failure.cause().thenAccept(cause -> {
            filters.stop();
            rootCreated.completeExceptionally(cause);
            written.completeExceptionally(cause);
            tasksDone.completeExceptionally(cause);
        });
    }

    public QueryId query() {
        return query;
    }

    /** Completes with the failure that ends the query; never, if there is none. */
    public CompletableFuture<SkeinException> failure() {
        return failure.cause();
    }

    /** Completes once the root's task is there to be read; fails with the query. */
    public CompletableFuture<Void> rootReady() {
        return rootCreated.thenAccept(root -> {});
    }

    /** Opens the root's output, once it is ready; the caller closes it. */
    public ResultStream results() {
        return launcher.open(layout.root());
    }

    /** Completes once every writing task has finished, with what their sinks gave; fails with the query. */
    public CompletableFuture<List<byte[]>> written() {
        return written;
    }

    /** Completes once every task is done; fails with the query. */
    public CompletableFuture<Void> tasksDone() {
        return tasksDone;
    }

    /** What sinks have reported so far. */
    public List<byte[]> writeFragments() {
        return reports().stream()
                .flatMap(report -> report.writeFragments().stream())
                .toList();
    }

    /** What each task last said, in the order of stages. */
    public List<TaskReport> reports() {
        return layout.tasks().stream().map(task -> reportOf(task.id())).toList();
    }

    /** What became of the plan's dynamic filters so far. */
    public List<FilterReport> dynamicFilters() {
        return filters.reports();
    }

    /** The same as {@link #reports()}, with the workers that run the tasks. */
    public List<RunningTask> tasks() {
        return layout.tasks().stream()
                .map(task -> new RunningTask(task.worker(), reportOf(task.id())))
                .toList();
    }

    /** A task where it is, and what it last said. */
    public record RunningTask(Worker worker, TaskReport report) {}

    public Set<Worker> workers() {
        return layout.workers();
    }

    /** A failure that showed in the result stream. */
    public void reported(SkeinException problem) {
        failure.reported(problem);
    }

    /** Ends all tasks on all workers and frees what they hold; completes when every worker that lives has said so. */
    public CompletableFuture<Void> end() {
        return launcher.end(this);
    }

    DynamicFilters filters() {
        return filters;
    }

    Layout layout() {
        return layout;
    }

    void created(PlacedTask task) {
        if (task.id().equals(layout.root().id())) {
            rootCreated.complete(task);
        }
    }

    void heard(TaskReport report) {
        TaskReport merged = reports.merge(
                report.id(), report, (before, after) -> before.state().done() ? before : after);
        filters.heard(report);
        report.failure().ifPresent(failure::reported);
        if (merged.state() == TaskReport.State.FAILED && report.failure().isEmpty()) {
            failure.reported(
                    new SkeinException(StandardErrorCode.REMOTE_TASK_FAILED, "Task " + report.id() + " failed"));
        }
        if (merged.state().done()) {
            checkDone();
        }
    }

    /** The worker of these tasks cannot be reached any more. */
    void lost(Worker worker, String reason) {
        boolean involved = layout.tasks().stream()
                .anyMatch(task -> task.worker().equals(worker)
                        && !reportOf(task.id()).state().done());
        if (involved) {
            failure.explained(workerGone(worker, reason));
        }
    }

    void failed(SkeinException cause) {
        failure.explained(cause);
    }

    static SkeinException workerGone(Worker worker, String reason) {
        return new SkeinException(
                StandardErrorCode.REMOTE_HOST_GONE,
                "Encountered too many errors talking to a worker node. The node may have crashed or be under too much"
                        + " load. This is probably a transient issue, so please retry your query in a few minutes. (Worker"
                        + " "
                        + worker + " " + reason + ")");
    }

    private void checkDone() {
        List<TaskReport> all = reports();
        if (all.stream().allMatch(report -> report.state().done())) {
            tasksDone.complete(null);
        }
        Set<TaskId> writers = layout.tasks().stream()
                .filter(task -> task.fragment().writes())
                .map(PlacedTask::id)
                .collect(Collectors.toSet());
        List<TaskReport> writing =
                all.stream().filter(report -> writers.contains(report.id())).toList();
        Optional<TaskReport> canceled = writing.stream()
                .filter(report -> report.state() == TaskReport.State.CANCELED)
                .findFirst();
        canceled.ifPresent(report -> failure.reported(new SkeinException(
                StandardErrorCode.REMOTE_TASK_FAILED, "Writing task " + report.id() + " was canceled")));
        if (writing.stream().allMatch(report -> report.state() == TaskReport.State.FINISHED)) {
            written.complete(writeFragments());
        }
    }

    private TaskReport reportOf(TaskId id) {
        TaskReport report = reports.get(id);
        return report == null ? TaskReport.planned(id) : report;
    }
}
