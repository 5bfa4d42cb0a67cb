package io.skein.worker.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.skein.proto.v1.TaskStatus;
import io.skein.spi.id.TaskId;
import io.skein.worker.task.Tasks;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends a task's status on every change, and each second, until the task is done or the client has gone. */
final class TaskWatch {
    private static final long INTERVAL_MILLISECONDS = 500;

    private final StreamObserver<TaskStatus> client;
    private final ScheduledExecutorService clock;
    private Tasks.@Nullable Watch watch;
    private @Nullable Future<?> ticking;
    private boolean over;

    private TaskWatch(StreamObserver<TaskStatus> client, ScheduledExecutorService clock) {
        this.client = client;
        this.clock = clock;
    }

    static void begin(Tasks tasks, TaskId task, StreamObserver<TaskStatus> client, ScheduledExecutorService clock) {
        TaskWatch watch = new TaskWatch(client, clock);
        if (client instanceof ServerCallStreamObserver<TaskStatus> call) {
            call.setOnCancelHandler(watch::end);
        }
        watch.begin(tasks, task);
    }

    private synchronized void begin(Tasks tasks, TaskId task) {
        watch = tasks.watch(task, this::send);
        ticking = clock.scheduleWithFixedDelay(
                this::send, INTERVAL_MILLISECONDS, INTERVAL_MILLISECONDS, TimeUnit.MILLISECONDS);
        send();
    }

    private synchronized void send() {
        Tasks.Watch watched = watch;
        if (over || watched == null) {
            return;
        }
        try {
            io.skein.worker.task.TaskStatus status = watched.status();
            client.onNext(TaskStatusCodec.encode(status));
            if (status.state().done()) {
                end();
                client.onCompleted();
            }
        } catch (RuntimeException e) {
            // The client has gone meanwhile.
            end();
        }
    }

    private synchronized void end() {
        over = true;
        if (ticking != null) {
            ticking.cancel(false);
        }
        if (watch != null) {
            watch.close();
        }
    }
}
