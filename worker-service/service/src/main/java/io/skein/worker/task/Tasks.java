package io.skein.worker.task;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import io.skein.spi.id.TaskId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.BufferAllocator;

/** All tasks of this worker. Thread-safe; creating and ending may block. */
public final class Tasks implements AutoCloseable {
    private final Services services;
    private final Map<QueryId, QueryContext> queries = new ConcurrentHashMap<>();
    private final EndedQueries ended = new EndedQueries();
    private final Map<TaskId, Watched> watched = new ConcurrentHashMap<>();
    private volatile boolean draining;

    public Tasks(Services services) {
        this.services = services;
    }

    /**
     * Starts the task.
     *
     * @throws SkeinException ALREADY_EXISTS, USER_CANCELED when its query has ended, SERVER_SHUTTING_DOWN for a new query while draining
     */
    public void create(TaskSpecification specification) {
        QueryId id = specification.id().query();
        Task task;
        synchronized (this) {
            if (ended.contains(id)) {
                throw new SkeinException(StandardErrorCode.USER_CANCELED, "Query " + id + " has ended");
            }
            if (watched.containsKey(specification.id())) {
                throw new SkeinException(StandardErrorCode.ALREADY_EXISTS, "Task " + specification.id() + " exists");
            }
            if (draining && !queries.containsKey(id)) {
                throw new SkeinException(StandardErrorCode.SERVER_SHUTTING_DOWN, "The worker is shutting down");
            }
            QueryContext query = queries.computeIfAbsent(id, this::open);
            task = new Task(specification, services, query);
            query.add(task);
            watched.put(specification.id(), new Watched(task, System.nanoTime()));
        }
        try {
            services.threads().start(task::run);
        } catch (SkeinException e) {
            task.refuse(e);
            throw e;
        }
    }

    private QueryContext open(QueryId id) {
        BufferAllocator allocator = services.allocator()
                .newChildAllocator(id.value(), 0, services.settings().memoryLimitBytes());
        return new QueryContext(id, services.kernels(), allocator);
    }

    /** Follows a task until closed; {@code listener} hears after each change of state. */
    public Watch watch(TaskId id, Runnable listener) {
        Watched task = watched.get(id);
        if (task == null) {
            throw new SkeinException(StandardErrorCode.NOT_FOUND, "There is no task " + id);
        }
        return new Watch(task, listener);
    }

    /** Ends a query's tasks and frees what they hold; returns when that is done. Unknown queries are remembered, so that no task of theirs starts later. */
    public void end(QueryId id) {
        QueryContext query;
        synchronized (this) {
            ended.add(id);
            query = queries.get(id);
        }
        if (query != null) {
            query.tasks().forEach(Task::cancel);
            services.exchange().remove(id);
            query.end();
            synchronized (this) {
                queries.remove(id);
                query.tasks().forEach(task -> watched.remove(task.id()));
            }
        }
        services.exchange().remove(id);
    }

    /** Takes no new query from now on. */
    public void drain() {
        draining = true;
    }

    public int queryCount() {
        return queries.size();
    }

    public int taskCount() {
        return (int) watched.values().stream()
                .filter(task -> !task.task().machine().state().done())
                .count();
    }

    /** Ends what nobody cares for any more; to be called about once a second. */
    public void reap() {
        long now = System.nanoTime();
        for (QueryContext query : List.copyOf(queries.values())) {
            // A query may get its first task meanwhile.
            List<Task> tasks = query.tasks();
            boolean orphaned = !tasks.isEmpty()
                    && tasks.stream().allMatch(task -> {
                        Watched entry = watched.get(task.id());
                        return entry != null
                                && entry.unwatchedNanos(now)
                                        > services.settings().watchTimeout().toNanos();
                    });
            if (orphaned) {
                System.getLogger(Tasks.class.getName())
                        .log(System.Logger.Level.WARNING, "Nobody watches query {0}: it is ended", query.id());
                end(query.id());
                continue;
            }
            for (Task task : tasks) {
                boolean late =
                        task.ageNanos() > services.settings().readerTimeout().toNanos();
                if (late && !task.machine().state().done() && task.output().awaitsReaders()) {
                    task.abandon(new SkeinException(
                            StandardErrorCode.ABANDONED_TASK, "Nobody came for the output of task " + task.id()));
                }
            }
        }
    }

    /** Ends every query. */
    @Override
    public void close() {
        drain();
        List.copyOf(queries.keySet()).forEach(this::end);
    }

    /** A task and when it was last watched. */
    private static final class Watched {
        private final Task task;
        private int watchers;
        private long since;

        Watched(Task task, long since) {
            this.task = task;
            this.since = since;
        }

        Task task() {
            return task;
        }

        synchronized void begin() {
            watchers++;
        }

        synchronized void end() {
            watchers--;
            since = System.nanoTime();
        }

        synchronized long unwatchedNanos(long now) {
            return watchers > 0 ? 0 : now - since;
        }
    }

    /** Somebody follows a task. */
    public static final class Watch implements AutoCloseable {
        private final Watched watched;
        private final Runnable listener;
        private boolean open = true;

        private Watch(Watched watched, Runnable listener) {
            this.watched = watched;
            this.listener = listener;
            watched.begin();
            watched.task().machine().addListener(listener);
        }

        public TaskStatus status() {
            return watched.task().status();
        }

        @Override
        public synchronized void close() {
            if (open) {
                open = false;
                watched.task().machine().removeListener(listener);
                watched.end();
            }
        }
    }
}
