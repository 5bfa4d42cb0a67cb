package io.skein.worker.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.skein.proto.v1.CountersRequest;
import io.skein.proto.v1.CreateTaskMessage;
import io.skein.proto.v1.CreateTaskReply;
import io.skein.proto.v1.EndQueryRequest;
import io.skein.proto.v1.OutputColumn;
import io.skein.proto.v1.OutputPartitioning;
import io.skein.proto.v1.TaskServiceGrpc;
import io.skein.proto.v1.TaskSpec;
import io.skein.proto.v1.TaskState;
import io.skein.proto.v1.TaskStatus;
import io.skein.proto.v1.WatchTaskRequest;
import io.skein.proto.v1.WorkerCounters;
import io.skein.rpc.Channels;
import io.skein.rpc.ErrorCodec;
import io.skein.rpc.SharedSecret;
import io.skein.spi.error.SkeinException;
import io.skein.worker.WorkerFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskCallsTest {
    @TempDir
    Path directory;

    private WorkerFixture fixture;
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws IOException {
        fixture = new WorkerFixture(directory, 1);
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new TaskCalls(fixture.worker()))
                .build()
                .start();
        channel = new Channels(new SharedSecret("")).open("127.0.0.1:" + server.getPort());
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        fixture.close();
    }

    @Test
    void createsWatchesAndEnds() {
        create("q.0.0", "SELECT range AS n FROM range(10)");
        assertThat(fixture.rows(0, "q.0.0")).hasSize(10);
        TaskStatus last = last(watch("q.0.0"));
        assertThat(last.getState()).isEqualTo(TaskState.TASK_STATE_FINISHED);
        assertThat(last.getRowsWritten()).isEqualTo(10);
        end("q");
        Awaitility.await().untilAsserted(() -> assertThat(counters()).isEqualTo(WorkerCounters.getDefaultInstance()));
    }

    @Test
    void showsAFailureInTheStatus() {
        create("q.0.0", "SELECT error('SKEIN_ERROR[INVALID_FUNCTION_ARGUMENT]No[/SKEIN_ERROR]')::BIGINT AS n");
        TaskStatus last = last(watch("q.0.0"));
        assertThat(last.getState()).isEqualTo(TaskState.TASK_STATE_FAILED);
        assertThat(last.getError().getName()).isEqualTo("INVALID_FUNCTION_ARGUMENT");
        assertThat(last.getError().getMessage()).isEqualTo("No");
    }

    @Test
    void tellsWatchersOfTheEndOfAQuery() {
        create("q.0.0", "SELECT range AS n FROM range(1000000000000)");
        Iterator<TaskStatus> statuses = watch("q.0.0");
        assertThat(statuses.next().getState()).isEqualTo(TaskState.TASK_STATE_RUNNING);
        end("q");
        assertThat(last(statuses).getState()).isEqualTo(TaskState.TASK_STATE_CANCELED);
    }

    @Test
    void refusesATaskTwice() {
        create("q.0.0", "SELECT range AS n FROM range(1000000000000)");
        assertThatThrownBy(() -> create("q.0.0", "SELECT 1")).hasMessage("Task q.0.0 exists");
    }

    @Test
    void doesNotKnowEveryTask() {
        assertThatThrownBy(() -> watch("q.7.7").next())
                .satisfies(failure -> assertThat(ErrorCodec.normalize(failure)).hasMessage("There is no task q.7.7"));
    }

    private void create(String task, String sql) {
        CompletableFuture<CreateTaskReply> reply = new CompletableFuture<>();
        StreamObserver<CreateTaskMessage> call = TaskServiceGrpc.newStub(channel)
                .createTask(new StreamObserver<>() {
                    @Override
                    public void onNext(CreateTaskReply value) {
                        reply.complete(value);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        reply.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                });
        TaskSpec spec = TaskSpec.newBuilder()
                .setTaskId(task)
                .setKernelSql(sql)
                .addOutputs(OutputColumn.newBuilder().setName("n").setType("bigint"))
                .setPartitioning(OutputPartitioning.OUTPUT_PARTITIONING_SINGLE)
                .setPartitionCount(1)
                .build();
        call.onNext(CreateTaskMessage.newBuilder().setSpec(spec).build());
        call.onCompleted();
        try {
            reply.join();
        } catch (CompletionException e) {
            SkeinException known = ErrorCodec.normalize(e);
            throw known;
        }
    }

    private Iterator<TaskStatus> watch(String task) {
        return TaskServiceGrpc.newBlockingStub(channel)
                .watchTask(WatchTaskRequest.newBuilder().setTaskId(task).build());
    }

    private static TaskStatus last(Iterator<TaskStatus> statuses) {
        List<TaskStatus> seen = new java.util.ArrayList<>();
        statuses.forEachRemaining(seen::add);
        return seen.getLast();
    }

    private void end(String query) {
        TaskServiceGrpc.newBlockingStub(channel)
                .endQuery(EndQueryRequest.newBuilder().setQueryId(query).build());
    }

    private WorkerCounters counters() {
        return TaskServiceGrpc.newBlockingStub(channel).counters(CountersRequest.getDefaultInstance());
    }
}
