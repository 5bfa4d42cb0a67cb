package io.skein.worker.exchange;

import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.skein.rpc.Channels;
import io.skein.rpc.exchange.BatchReader;
import io.skein.rpc.exchange.LocalExchange;
import io.skein.rpc.exchange.LocalExchanges;
import io.skein.spi.id.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;

/** The exchange's two ends at this worker: the Flight server for its tasks' output, and the readers of other tasks' output. */
public final class Exchanges implements LocalExchange, AutoCloseable {
    private static final long INPUT_BYTES = 16 << 20;

    private final Exchange exchange;
    private final FlightClients clients;
    private final WorkerThreads threads;
    private final BufferAllocator serverAllocator;
    private final BufferAllocator handedOver;
    private final FlightServer server;
    private final String address;

    /**
     * @param port 0 for any
     * @param trust checks the calls that come in
     */
    public Exchanges(
            Exchange exchange,
            FlightClients clients,
            WorkerThreads threads,
            BufferAllocator allocator,
            Endpoint endpoint,
            ServerInterceptor trust) {
        this.exchange = exchange;
        this.clients = clients;
        this.threads = threads;
        this.serverAllocator = allocator.newChildAllocator("flight-server", 0, Long.MAX_VALUE);
        this.handedOver = allocator.newChildAllocator("handed-over", 0, Long.MAX_VALUE);
        Consumer<NettyServerBuilder> trusted = builder ->
                builder.intercept(trust).permitKeepAliveTime(Channels.KEEP_ALIVE_SECONDS / 2, TimeUnit.SECONDS);
        this.server = FlightServer.builder(
                        serverAllocator,
                        Location.forGrpcInsecure(endpoint.bindHost(), endpoint.port()),
                        new FlightDoor(exchange, threads))
                .transportHint("grpc.builderConsumer", trusted)
                .build();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on Flight port " + endpoint.port(), e);
        }
        this.address = endpoint.advertisedHost() + ":" + server.getPort();
        LocalExchanges.register(address, this);
    }

    /** Where the Flight server listens, and how others reach it. */
    public record Endpoint(String bindHost, int port, String advertisedHost) {}

    /** host:port as other workers know it. */
    public String address() {
        return address;
    }

    @Override
    public BatchReader open(String taskId, int partition) {
        return new LocalReader(new LocalBatchStream(exchange, TaskId.parse(taskId), partition), handedOver);
    }

    /** Reads the sources side by side, or in order when a merge is asked for. */
    public ExchangeInput open(
            OutputSchema schema, List<ExchangeSource> sources, List<MergeTerm> ordering, BufferAllocator allocator) {
        List<BatchStream> streams =
                sources.stream().map(source -> open(source, allocator)).toList();
        if (ordering.isEmpty() || streams.size() == 1) {
            return new ExchangeInput(union(schema, streams, allocator), streams);
        }
        return new ExchangeInput(new MergingSource(schema, streams, ordering, allocator), streams);
    }

    private io.skein.spi.connector.PageSource union(
            OutputSchema schema, List<BatchStream> streams, BufferAllocator allocator) {
        if (streams.size() == 1) {
            return new BatchPageSource(streams.getFirst(), schema.arrow(), allocator);
        }
        BatchQueue queue = new BatchQueue(INPUT_BYTES);
        for (BatchStream stream : streams) {
            queue.start(new StreamFeeder(stream), threads);
        }
        return new BatchPageSource(queue, schema.arrow(), allocator);
    }

    private BatchStream open(ExchangeSource source, BufferAllocator allocator) {
        return source.flightAddress().equals(address)
                ? new LocalBatchStream(exchange, source.task(), source.partition())
                : clients.read(source.flightAddress(), source.task(), source.partition(), allocator);
    }

    private record StreamFeeder(BatchStream stream) implements BatchQueue.Feeder {
        @Override
        public void feed(BatchQueue queue) {
            try (stream) {
                boolean wanted = true;
                while (wanted) {
                    Batch batch = stream.next();
                    wanted = batch != null && queue.put(batch);
                }
            }
        }
    }

    @Override
    public void close() {
        LocalExchanges.unregister(address, this);
        server.shutdown();
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.close();
        closeQuietly(serverAllocator);
        closeQuietly(handedOver);
    }

    private static void closeQuietly(BufferAllocator allocator) {
        try {
            allocator.close();
        } catch (IllegalStateException e) {
            System.getLogger(Exchanges.class.getName())
                    .log(System.Logger.Level.WARNING, "Memory is still held: {0}", e.getMessage());
        }
    }
}
