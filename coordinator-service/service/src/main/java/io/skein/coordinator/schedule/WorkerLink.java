package io.skein.coordinator.schedule;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import io.skein.coordinator.cluster.Worker;
import io.skein.proto.v1.CountersRequest;
import io.skein.proto.v1.EndQueryReply;
import io.skein.proto.v1.EndQueryRequest;
import io.skein.proto.v1.TaskServiceGrpc;
import io.skein.proto.v1.TaskServiceGrpc.TaskServiceStub;
import io.skein.proto.v1.TaskStatus;
import io.skein.proto.v1.WatchTaskRequest;
import io.skein.proto.v1.WorkerCounters;
import io.skein.rpc.Caller;
import io.skein.spi.id.QueryId;
import io.skein.spi.id.TaskId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The task service of one worker, as calls that do not block. */
final class WorkerLink {
    private final Worker worker;
    private final ManagedChannel channel;
    private final TaskServiceStub stub;

    WorkerLink(Worker worker, ManagedChannel channel) {
        this.worker = worker;
        this.channel = channel;
        this.stub = TaskServiceGrpc.newStub(channel);
    }

    Worker worker() {
        return worker;
    }

    /** Begins to create a task. */
    TaskCreation create(Caller caller) {
        TaskCreation creation = new TaskCreation();
        caller.attachedTo(Context.ROOT).run(() -> stub.createTask(creation));
        return creation;
    }

    /** Follows a task's status until it is done; {@code onEnd} gets the stream's failure, or null. The result stops following. */
    Runnable watch(TaskId task, Consumer<TaskStatus> onStatus, Consumer<@Nullable Throwable> onEnd) {
        Watch watch = new Watch(onStatus, onEnd);
        Context.ROOT.run(() -> stub.watchTask(
                WatchTaskRequest.newBuilder().setTaskId(task.toString()).build(), watch));
        return watch::stop;
    }

    CompletableFuture<EndQueryReply> endQuery(QueryId query, Duration deadline) {
        Answer<EndQueryReply> answer = new Answer<>();
        Context.ROOT.run(() -> stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .endQuery(EndQueryRequest.newBuilder().setQueryId(query.value()).build(), answer));
        return answer.future;
    }

    CompletableFuture<WorkerCounters> counters(Duration deadline) {
        Answer<WorkerCounters> answer = new Answer<>();
        Context.ROOT.run(() -> stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .counters(CountersRequest.getDefaultInstance(), answer));
        return answer.future;
    }

    void close() {
        channel.shutdownNow();
    }

    private static final class Watch implements ClientResponseObserver<WatchTaskRequest, TaskStatus> {
        private final Consumer<TaskStatus> onStatus;
        private final Consumer<@Nullable Throwable> onEnd;
        private volatile @Nullable ClientCallStreamObserver<WatchTaskRequest> call;

        Watch(Consumer<TaskStatus> onStatus, Consumer<@Nullable Throwable> onEnd) {
            this.onStatus = onStatus;
            this.onEnd = onEnd;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<WatchTaskRequest> call) {
            this.call = call;
        }

        @Override
        public void onNext(TaskStatus status) {
            onStatus.accept(status);
        }

        @Override
        public void onError(Throwable failure) {
            onEnd.accept(failure);
        }

        @Override
        public void onCompleted() {
            onEnd.accept(null);
        }

        void stop() {
            ClientCallStreamObserver<WatchTaskRequest> started = call;
            if (started != null) {
                started.cancel("The query has ended", null);
            }
        }
    }

    private static final class Answer<T> implements StreamObserver<T> {
        private final CompletableFuture<T> future = new CompletableFuture<>();

        @Override
        public void onNext(T value) {
            future.complete(value);
        }

        @Override
        public void onError(Throwable failure) {
            future.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            if (!future.isDone()) {
                future.completeExceptionally(new IllegalStateException("No answer"));
            }
        }
    }
}
