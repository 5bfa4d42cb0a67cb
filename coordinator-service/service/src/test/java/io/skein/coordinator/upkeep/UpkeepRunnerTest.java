package io.skein.coordinator.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.coordinator.protocol.FakeAnswer;
import io.skein.coordinator.protocol.FakeDispatcher;
import io.skein.proto.v1.ReportUpkeepReply;
import io.skein.proto.v1.ReportUpkeepRequest;
import io.skein.proto.v1.TakeUpkeepReply;
import io.skein.proto.v1.TakeUpkeepRequest;
import io.skein.proto.v1.UpkeepServiceGrpc;
import io.skein.proto.v1.UpkeepStep;
import io.skein.rpc.Channels;
import io.skein.rpc.SharedSecret;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpkeepRunnerTest {
    private final FakeDispatcher dispatcher = new FakeDispatcher();
    private final Steps steps = new Steps();
    private Server server;
    private ManagedChannel channel;
    private UpkeepRunner runner;

    @BeforeEach
    void open() throws Exception {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(steps)
                .build()
                .start();
        channel = new Channels(new SharedSecret("")).open("127.0.0.1:" + server.getPort());
        runner = new UpkeepRunner(channel, dispatcher, "keeper");
    }

    @AfterEach
    void close() {
        runner.close();
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void eachStepIsRunAndItsEndReported() {
        dispatcher.on("good", query -> query.finish(FakeAnswer.NOTHING));
        dispatcher.on("bad", query -> query.fail(new SkeinException(StandardErrorCode.CONNECTOR_COMMIT_ERROR, "Lost")));
        steps.waiting.add(step("1", "good"));
        steps.waiting.add(step("2", "bad"));

        runner.start(Duration.ofMillis(5));

        await().untilAsserted(() -> assertThat(steps.reports)
                .containsExactly(
                        ReportUpkeepRequest.newBuilder()
                                .setId("1")
                                .setEnded(true)
                                .build(),
                        ReportUpkeepRequest.newBuilder()
                                .setId("2")
                                .setEnded(true)
                                .setFailure("CONNECTOR_COMMIT_ERROR: Lost")
                                .build()));
        assertThat(dispatcher.submitted())
                .extracting(
                        query -> query.session().user(),
                        query -> query.session().source())
                .containsOnly(tuple("keeper", Optional.of("skein-upkeep")));
    }

    @Test
    void theStatementInHandIsCanceledAtTheEnd() {
        dispatcher.on("long", _ -> {});
        steps.waiting.add(step("1", "long"));
        steps.waiting.add(step("2", "never begun"));
        runner.start(Duration.ofMillis(5));
        await().until(() -> !dispatcher.submitted().isEmpty());

        runner.close();

        assertThat(dispatcher.last().info().state()).isEqualTo(QueryInfo.State.FAILED);
        assertThat(steps.waiting).hasSize(1);
        assertThat(steps.reports).isEmpty();
    }

    private static UpkeepStep step(String id, String statement) {
        return UpkeepStep.newBuilder().setId(id).setStatement(statement).build();
    }

    /** A catalog service with steps to hand out. */
    private static final class Steps extends UpkeepServiceGrpc.UpkeepServiceImplBase {
        private final Queue<UpkeepStep> waiting = new ConcurrentLinkedQueue<>();
        private final List<ReportUpkeepRequest> reports = new CopyOnWriteArrayList<>();

        @Override
        public void takeUpkeep(TakeUpkeepRequest request, StreamObserver<TakeUpkeepReply> observer) {
            TakeUpkeepReply.Builder reply = TakeUpkeepReply.newBuilder();
            UpkeepStep step = waiting.poll();
            if (step != null) {
                reply.setStep(step);
            }
            observer.onNext(reply.build());
            observer.onCompleted();
        }

        @Override
        public void reportUpkeep(ReportUpkeepRequest request, StreamObserver<ReportUpkeepReply> observer) {
            reports.add(request);
            observer.onNext(ReportUpkeepReply.newBuilder().setWanted(true).build());
            observer.onCompleted();
        }
    }
}
