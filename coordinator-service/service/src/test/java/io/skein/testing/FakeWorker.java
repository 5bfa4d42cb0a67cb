package io.skein.testing;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.skein.coordinator.cluster.Worker;
import io.skein.proto.v1.CreateTaskMessage;
import io.skein.proto.v1.CreateTaskReply;
import io.skein.proto.v1.EndQueryReply;
import io.skein.proto.v1.EndQueryRequest;
import io.skein.proto.v1.InputNarrowing;
import io.skein.proto.v1.Split;
import io.skein.proto.v1.TaskServiceGrpc;
import io.skein.proto.v1.TaskSpec;
import io.skein.proto.v1.TaskStatus;
import io.skein.proto.v1.WatchTaskRequest;
import io.skein.spi.id.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A worker's task service that takes every task and says what it is told to say. */
public final class FakeWorker extends TaskServiceGrpc.TaskServiceImplBase implements AutoCloseable {
    private final Server server;
    private final Worker worker;
    private final Map<String, TaskSpec> specs = new ConcurrentHashMap<>();
    private final Map<String, List<Split>> splits = new ConcurrentHashMap<>();
    private final Map<String, List<InputNarrowing>> narrowings = new ConcurrentHashMap<>();
    private final Map<String, StreamObserver<TaskStatus>> watchers = new ConcurrentHashMap<>();
    private final List<String> endedQueries = new CopyOnWriteArrayList<>();
    private volatile Status refusal = Status.OK;
    private volatile CompletableFuture<@Nullable Void> holding = CompletableFuture.completedFuture(null);

    public FakeWorker(String id) {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        worker = new Worker(new NodeId(id), "1", "127.0.0.1:" + server.getPort(), id + ":flight", 1 << 30, 2, "test");
    }

    public Worker worker() {
        return worker;
    }

    /** Tasks that have been started, with their specs. */
    public Map<String, TaskSpec> specs() {
        return Map.copyOf(specs);
    }

    public List<Split> splits(String task) {
        return splits.getOrDefault(task, List.of());
    }

    /** What a started task has been told of its inputs before their splits. */
    public List<InputNarrowing> narrowings(String task) {
        return narrowings.getOrDefault(task, List.of());
    }

    public List<String> endedQueries() {
        return endedQueries;
    }

    public boolean isWatched(String task) {
        return watchers.containsKey(task);
    }

    /** Refuses all tasks from now on. */
    public void refuse(Status status) {
        refusal = status;
    }

    /** Answers no creation until {@link #letGo}. */
    public void hold() {
        holding = new CompletableFuture<>();
    }

    /** Whether a creation waits for its answer. */
    public boolean holds() {
        return holding.getNumberOfDependents() > 0;
    }

    public void letGo() {
        holding.complete(null);
    }

    /** Says something about a watched task. */
    public void say(TaskStatus status) {
        StreamObserver<TaskStatus> watcher = watchers.get(status.getTaskId());
        if (watcher == null) {
            throw new IllegalStateException("Nobody watches " + status.getTaskId());
        }
        watcher.onNext(status);
    }

    @Override
    public StreamObserver<CreateTaskMessage> createTask(StreamObserver<CreateTaskReply> answer) {
        List<CreateTaskMessage> messages = new ArrayList<>();
        return new StreamObserver<>() {
            @Override
            public void onNext(CreateTaskMessage message) {
                messages.add(message);
            }

            @Override
            public void onError(Throwable canceled) {}

            @Override
            public void onCompleted() {
                if (!refusal.isOk()) {
                    answer.onError(refusal.asRuntimeException());
                    return;
                }
                TaskSpec spec = messages.getFirst().getSpec();
                splits.put(
                        spec.getTaskId(),
                        messages.stream()
                                .flatMap(message -> message.getSplits().getSplitsList().stream())
                                .toList());
                narrowings.put(
                        spec.getTaskId(),
                        messages.stream()
                                .filter(CreateTaskMessage::hasNarrowing)
                                .map(CreateTaskMessage::getNarrowing)
                                .toList());
                specs.put(spec.getTaskId(), spec);
                holding.thenRun(() -> {
                    answer.onNext(CreateTaskReply.getDefaultInstance());
                    answer.onCompleted();
                });
            }
        };
    }

    @Override
    public void watchTask(WatchTaskRequest request, StreamObserver<TaskStatus> observer) {
        watchers.put(request.getTaskId(), observer);
    }

    @Override
    public void endQuery(EndQueryRequest request, StreamObserver<EndQueryReply> observer) {
        endedQueries.add(request.getQueryId());
        observer.onNext(EndQueryReply.getDefaultInstance());
        observer.onCompleted();
    }

    /** Dies as a killed process does: all streams break. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
