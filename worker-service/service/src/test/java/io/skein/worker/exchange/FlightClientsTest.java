package io.skein.worker.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.skein.rpc.Channels;
import io.skein.rpc.SharedSecret;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.TaskId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlightClientsTest {
    private static final TaskId TASK = TaskId.parse("q.0.0");

    /** gRPC waits a second and more after an attempt that failed; a worker can be up again before that. */
    @Test
    void aWorkerThatIsBackIsReadAtOnce() throws Exception {
        try (BufferAllocator memory = new RootAllocator();
                FlightClients clients = new FlightClients(memory, new Channels(new SharedSecret(""))::open)) {
            int port = freePort();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> read(clients, port, memory))
                        .isInstanceOfSatisfying(
                                SkeinException.class,
                                failure -> assertThat(failure.code())
                                        .isEqualTo(StandardErrorCode.PAGE_TRANSPORT_ERROR.code()));
            }
            try (FlightServer server = FlightServer.builder(
                            memory, Location.forGrpcInsecure("127.0.0.1", port), new Empty())
                    .build()
                    .start()) {
                assertThat(server.getPort()).isEqualTo(port);
                assertThat(read(clients, port, memory)).isNull();
            }
            await("streams are closed").until(() -> memory.getAllocatedMemory() == 0);
        }
    }

    private static @Nullable Batch read(FlightClients clients, int port, BufferAllocator memory) {
        BatchStream stream = clients.read("127.0.0.1:" + port, TASK, 0, memory);
        try {
            return stream.next();
        } finally {
            stream.close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Streams of no rows. */
    private static final class Empty extends NoOpFlightProducer {
        @Override
        public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
            try (VectorSchemaRoot root = VectorSchemaRoot.of()) {
                listener.start(root);
                listener.completed();
            }
        }
    }
}
