package io.skein.worker.exchange;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.skein.proto.v1.ExchangeTicket;
import io.skein.spi.id.TaskId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;

/** One connection to each other worker's exchange. */
public final class FlightClients implements AutoCloseable {
    private static final long ABANDON_SECONDS = 5;

    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final BufferAllocator allocator;
    private final Function<String, ManagedChannel> channels;

    /** @param channels opens a channel to {@code host:port} */
    public FlightClients(BufferAllocator allocator, Function<String, ManagedChannel> channels) {
        this.allocator = allocator;
        this.channels = channels;
    }

    BatchStream read(String address, TaskId task, int partition, BufferAllocator queryAllocator) {
        FlightClient client = connect(address).client();
        ExchangeTicket ticket = ExchangeTicket.newBuilder()
                .setTaskId(task.toString())
                .setPartition(partition)
                .build();
        byte[] bytes = ticket.toByteArray();
        return new FlightBatchStream(
                client.getStream(new Ticket(bytes)), queryAllocator, address, () -> abandon(client, bytes));
    }

    /**
     * The connection to a worker, a new one if the last attempt to connect failed: gRPC would fail every call until its
     * next attempt, and the worker may be back already.
     */
    private Connection connect(String address) {
        return connections.compute(address, (key, kept) -> {
            if (kept != null && !kept.failed()) {
                return kept;
            }
            if (kept != null) {
                Thread.ofVirtual().start(kept::close);
            }
            ManagedChannel channel = channels.apply(key);
            return new Connection(channel, FlightGrpcUtils.createFlightClient(allocator, channel));
        });
    }

    /** A call that was cancelled early may never have reached its producer, who would wait for it. */
    private static void abandon(FlightClient client, byte[] ticket) {
        Thread.ofVirtual().start(() -> {
            try {
                client.doAction(
                                new Action(FlightDoor.ABANDON, ticket),
                                CallOptions.timeout(ABANDON_SECONDS, TimeUnit.SECONDS))
                        .forEachRemaining(result -> {});
            } catch (FlightRuntimeException e) {
                System.getLogger(FlightClients.class.getName())
                        .log(System.Logger.Level.DEBUG, "Abandoning a stream", e);
            }
        });
    }

    @Override
    public void close() {
        List.copyOf(connections.values()).forEach(Connection::close);
        connections.clear();
    }

    private record Connection(ManagedChannel channel, FlightClient client) {
        boolean failed() {
            return channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE;
        }

        void close() {
            try {
                client.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                System.getLogger(FlightClients.class.getName())
                        .log(System.Logger.Level.DEBUG, "Closing a Flight client", e);
            }
        }
    }
}
