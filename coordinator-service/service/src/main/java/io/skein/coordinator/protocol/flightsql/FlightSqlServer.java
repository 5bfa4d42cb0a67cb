package io.skein.coordinator.protocol.flightsql;

import io.grpc.netty.NettyServerBuilder;
import io.skein.coordinator.dispatch.Dispatcher;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.protocol.Callers;
import io.skein.rpc.Caller;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A running Flight SQL server with its threads and memory. */
final class FlightSqlServer implements AutoCloseable {
    private static final int STOP_SECONDS = 5;

    private final BufferAllocator allocator = new RootAllocator();
    // Calls may wait for planning and for the end of statements; streams wait for their clients.
    private final ExecutorService calls = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("flight-call-", 0).factory());
    private final ExecutorService streams = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("flight-stream-", 0).factory());
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("flight-sweeper").factory());
    private final FlightServer server;

    /**
     * Listens.
     *
     * @throws IOException when the port is taken
     */
    FlightSqlServer(
            Dispatcher dispatcher,
            Callers callers,
            Function<Caller, CatalogMetadata> metadata,
            FlightConfiguration configuration)
            throws IOException {
        FlightSessions sessions = new FlightSessions(configuration.flightSessionTimeout());
        StatementCalls statements = new StatementCalls(dispatcher, allocator, streams);
        PreparedCalls prepared = new PreparedCalls(statements, configuration.flightSessionTimeout());
        SkeinFlightProducer producer = new SkeinFlightProducer(
                allocator,
                statements,
                prepared,
                new CatalogListings(metadata, allocator),
                new SessionCalls(sessions),
                ServerFacts.builder("0.1.0"));
        server = FlightServer.builder(
                        allocator,
                        Location.forGrpcInsecure(configuration.flightHost(), configuration.flightPort()),
                        producer)
                .executor(calls)
                .transportHint("grpc.builderConsumer", (Consumer<NettyServerBuilder>) new ClientConnections()::addTo)
                .middleware(CallerMiddleware.KEY, new CallerMiddleware.Factory(callers, sessions))
                .build()
                .start();
        sweeper.scheduleWithFixedDelay(
                () -> {
                    sessions.sweep();
                    statements.sweep();
                    prepared.sweep();
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        server.shutdown();
        streams.shutdownNow();
        calls.shutdownNow();
        try {
            if (!server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.close();
            }
            // They hold memory until they have noticed.
            streams.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            calls.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        allocator.close();
    }
}
