package io.skein.worker.rpc;

import io.grpc.stub.StreamObserver;
import io.skein.proto.v1.CountersRequest;
import io.skein.proto.v1.CreateTaskMessage;
import io.skein.proto.v1.CreateTaskReply;
import io.skein.proto.v1.EndQueryReply;
import io.skein.proto.v1.EndQueryRequest;
import io.skein.proto.v1.TaskServiceGrpc;
import io.skein.proto.v1.TaskStatus;
import io.skein.proto.v1.WatchTaskRequest;
import io.skein.proto.v1.WorkerCounters;
import io.skein.rpc.BlockingCalls;
import io.skein.spi.id.QueryId;
import io.skein.spi.id.TaskId;
import io.skein.worker.cluster.WorkerCore;

/** The task service: translates and delegates. */
public class TaskCalls extends TaskServiceGrpc.TaskServiceImplBase {
    private final WorkerCore worker;
    private final BlockingCalls calls;
    /** For what never blocks, and must set its handlers before the call's method returns. */
    private final BlockingCalls onThisThread = new BlockingCalls(Runnable::run);

    public TaskCalls(WorkerCore worker) {
        this.worker = worker;
        this.calls = new BlockingCalls(worker.callThreads());
    }

    @Override
    public StreamObserver<CreateTaskMessage> createTask(StreamObserver<CreateTaskReply> reply) {
        return new TaskIntake(worker.tasks(), calls, reply);
    }

    @Override
    public void watchTask(WatchTaskRequest request, StreamObserver<TaskStatus> client) {
        onThisThread.run(
                client,
                () -> TaskWatch.begin(worker.tasks(), TaskId.parse(request.getTaskId()), client, worker.clock()));
    }

    @Override
    public void endQuery(EndQueryRequest request, StreamObserver<EndQueryReply> client) {
        calls.answer(client, () -> {
            worker.tasks().end(new QueryId(request.getQueryId()));
            return EndQueryReply.getDefaultInstance();
        });
    }

    @Override
    public void counters(CountersRequest request, StreamObserver<WorkerCounters> client) {
        calls.answer(client, () -> {
            io.skein.worker.cluster.WorkerCounters counters = worker.counters();
            return WorkerCounters.newBuilder()
                    .setTasks(counters.tasks())
                    .setQueries(counters.queries())
                    .setTaskThreads(counters.taskThreads())
                    .setArrowBytes(counters.arrowBytes())
                    .setBufferedBytes(counters.bufferedBytes())
                    .setTemporaryFiles(counters.temporaryFiles())
                    .build();
        });
    }
}
