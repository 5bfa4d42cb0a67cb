package io.skein.coordinator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skein.coordinator.cluster.Worker;
import io.skein.rpc.Channels;
import io.skein.rpc.ErrorCodec;
import io.skein.rpc.SharedSecret;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.NodeId;
import io.skein.spi.id.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlightResultsTest {
    private static final TaskId ROOT = TaskId.parse("q.0.0");

    private final BufferAllocator serverMemory = new RootAllocator();
    private final BufferAllocator memory = new RootAllocator();
    private final CountDownLatch never = new CountDownLatch(1);
    private FlightServer server;
    private FlightResults results;
    private Worker worker;
    private volatile String behaviour = "";

    @BeforeEach
    void start() throws Exception {
        server = FlightServer.builder(serverMemory, Location.forGrpcInsecure("127.0.0.1", 0), new Producer())
                .build()
                .start();
        String address = "127.0.0.1:" + server.getPort();
        worker = new Worker(new NodeId("a"), "1", address, address, 1 << 30, 2, "test");
        results = new FlightResults(memory, new Channels(new SharedSecret(""))::open);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        never.countDown();
        assertThat(results.openCount()).isZero();
        results.close();
        server.close();
        assertThat(memory.getAllocatedMemory()).isZero();
        memory.close();
        await("the producer's thread ends").until(() -> serverMemory.getAllocatedMemory() == 0);
        serverMemory.close();
    }

    @Test
    void batchesAreTheReadersAndOutliveTheStream() {
        List<VectorSchemaRoot> batches = new ArrayList<>();
        try (ResultStream stream = results.open(worker, ROOT)) {
            for (Optional<VectorSchemaRoot> batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                batches.add(batch.get());
            }
        }
        assertThat(batches.stream().map(batch -> batch.getVector("a").getObject(0)))
                .containsExactly(0L, 1L, 2L);
        assertThat(batches.stream()
                        .map(batch -> String.valueOf(batch.getVector("l").getObject(0))))
                .containsExactly("[0]", "[0,1]", "[0,1,2]");
        batches.forEach(VectorSchemaRoot::close);
    }

    @Test
    void theTasksErrorCrossesUnchanged() {
        behaviour = "fail";
        try (ResultStream stream = results.open(worker, ROOT)) {
            stream.next().orElseThrow().close();
            assertThatThrownBy(stream::next)
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.DIVISION_BY_ZERO.code()))
                    .hasMessage("Division by zero");
        }
    }

    @Test
    void cancelingFromAnotherThreadEndsAWaitingRead() throws Exception {
        behaviour = "hang";
        try (ResultStream stream = results.open(worker, ROOT)) {
            stream.next().orElseThrow().close();
            List<String> outcome = new ArrayList<>();
            Thread reader = Thread.ofPlatform().start(() -> {
                try {
                    stream.next();
                } catch (SkeinException failure) {
                    outcome.add(failure.code().name());
                }
            });
            await().until(() -> reader.getState() == Thread.State.WAITING);
            stream.cancel();
            reader.join();
            assertThat(outcome).containsExactly("PAGE_TRANSPORT_ERROR");
        }
    }

    /** Three batches, or one and then trouble. */
    private final class Producer extends NoOpFlightProducer {
        @Override
        public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
            Thread.ofPlatform().daemon().start(() -> send(listener));
        }

        private void send(ServerStreamListener listener) {
            try (BigIntVector numbers = new BigIntVector("a", serverMemory);
                    ListVector lists = ListVector.empty("l", serverMemory);
                    VectorSchemaRoot root = VectorSchemaRoot.of(numbers, typed(lists))) {
                listener.start(root);
                for (int i = 0; i < 3; i++) {
                    numbers.allocateNew(1);
                    numbers.set(0, i);
                    UnionListWriter writer = lists.getWriter();
                    writer.setPosition(0);
                    writer.startList();
                    for (int j = 0; j <= i; j++) {
                        writer.writeBigInt(j);
                    }
                    writer.endList();
                    root.setRowCount(1);
                    listener.putNext();
                    if (behaviour.equals("fail")) {
                        ErrorFlightMetadata metadata = new ErrorFlightMetadata();
                        SkeinException failure =
                                new SkeinException(StandardErrorCode.DIVISION_BY_ZERO, "Division by zero");
                        metadata.insert(
                                "skein-error-bin", ErrorCodec.encode(failure).toByteArray());
                        listener.error(
                                CallStatus.INTERNAL.withMetadata(metadata).toRuntimeException());
                        return;
                    }
                    if (behaviour.equals("hang")) {
                        never.await();
                        return;
                    }
                    root.clear();
                }
                listener.completed();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private ListVector typed(ListVector lists) {
            lists.addOrGetVector(FieldType.nullable(new ArrowType.Int(64, true)));
            return lists;
        }
    }
}
