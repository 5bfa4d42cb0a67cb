package io.skein.coordinator.schedule;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.skein.proto.v1.CreateTaskMessage;
import io.skein.proto.v1.CreateTaskReply;
import io.skein.proto.v1.InputNarrowing;
import io.skein.proto.v1.InputSplits;
import io.skein.proto.v1.Split;
import io.skein.proto.v1.TaskSpec;
import io.skein.rpc.catalog.ConstraintCodec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One CreateTask call under way: the spec, then splits, then the end. Waits while the worker does not keep up. */
final class TaskCreation implements ClientResponseObserver<CreateTaskMessage, CreateTaskReply> {
    private static final long MESSAGE_BYTES = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();
    private final CompletableFuture<Void> created = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<CreateTaskMessage> call;

    /** Completes once the worker has taken the task, or refused it. */
    CompletableFuture<Void> created() {
        return created;
    }

    void spec(TaskSpec spec) {
        send(CreateTaskMessage.newBuilder().setSpec(spec).build());
    }

    /** Sends splits of one input, in messages of bounded size. May be called by several threads. */
    void splits(String input, List<Split> splits) {
        InputSplits.Builder message = InputSplits.newBuilder().setInput(input);
        long bytes = 0;
        for (Split split : splits) {
            long size = split.getSerializedSize();
            if (message.getSplitsCount() > 0 && bytes + size > MESSAGE_BYTES) {
                send(CreateTaskMessage.newBuilder().setSplits(message).build());
                message = InputSplits.newBuilder().setInput(input);
                bytes = 0;
            }
            message.addSplits(split);
            bytes += size;
        }
        if (message.getSplitsCount() > 0) {
            send(CreateTaskMessage.newBuilder().setSplits(message).build());
        }
    }

    /** Narrows an input; to come before its splits. */
    void narrow(String input, Narrowing narrowing) {
        send(CreateTaskMessage.newBuilder()
                .setNarrowing(InputNarrowing.newBuilder()
                        .setInput(input)
                        .setConstraint(ConstraintCodec.encode(narrowing.constraint()))
                        .setPredicate(narrowing.predicate().orElse("")))
                .build());
    }

    /** Starts the task. */
    void complete() {
        lock.lock();
        try {
            if (!created.isDone()) {
                started().onCompleted();
            }
        } finally {
            lock.unlock();
        }
    }

    void cancel() {
        if (created.isDone()) {
            return;
        }
        started().cancel("The query has ended", null);
    }

    private void send(CreateTaskMessage message) {
        lock.lock();
        try {
            ClientCallStreamObserver<CreateTaskMessage> observer = started();
            while (!observer.isReady() && !created.isDone()) {
                ready.awaitUninterruptibly();
            }
            if (!created.isDone()) {
                observer.onNext(message);
            }
        } finally {
            lock.unlock();
        }
    }

    private ClientCallStreamObserver<CreateTaskMessage> started() {
        ClientCallStreamObserver<CreateTaskMessage> observer = call;
        if (observer == null) {
            throw new IllegalStateException("The call has not been started");
        }
        return observer;
    }

    private void wake() {
        lock.lock();
        try {
            ready.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<CreateTaskMessage> call) {
        this.call = call;
        call.setOnReadyHandler(this::wake);
    }

    @Override
    public void onNext(CreateTaskReply reply) {}

    @Override
    public void onError(Throwable failure) {
        created.completeExceptionally(failure);
        wake();
    }

    @Override
    public void onCompleted() {
        created.complete(null);
        wake();
    }
}
