package io.skein.coordinator.schedule;

import io.grpc.ManagedChannel;
import io.skein.coordinator.cluster.Worker;
import io.skein.proto.v1.ExchangeTicket;
import io.skein.spi.id.TaskId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Reads root tasks' output over Flight; one connection to each worker's exchange. */
final class FlightResults implements Results, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FlightResults.class.getName());

    private final Map<String, FlightClient> clients = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final BufferAllocator allocator;
    private final Function<String, ManagedChannel> channels;

    FlightResults(BufferAllocator allocator, Function<String, ManagedChannel> channels) {
        this.allocator = allocator;
        this.channels = channels;
    }

    @Override
    public ResultStream open(Worker worker, TaskId root) {
        FlightClient client = clients.computeIfAbsent(
                worker.flightAddress(),
                address -> FlightGrpcUtils.createFlightClient(allocator, channels.apply(address)));
        byte[] ticket = ExchangeTicket.newBuilder()
                .setTaskId(root.toString())
                .setPartition(0)
                .build()
                .toByteArray();
        FlightResultStream stream =
                new FlightResultStream(client.getStream(new Ticket(ticket)), allocator, worker, open::decrementAndGet);
        open.incrementAndGet();
        return stream;
    }

    @Override
    public int openCount() {
        return open.get();
    }

    @Override
    public void drop(Worker worker) {
        close(clients.remove(worker.flightAddress()));
    }

    @Override
    public void close() {
        List.copyOf(clients.keySet()).forEach(address -> close(clients.remove(address)));
    }

    private static void close(@Nullable FlightClient client) {
        if (client != null) {
            try {
                client.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                // A stream that breaks with its worker may still hold buffers for a moment.
                LOG.log(System.Logger.Level.DEBUG, "Closing a Flight client", e);
            }
        }
    }
}
