package io.skein.tests.faults;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.skein.tests.server.SkeinProcess;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A Flight SQL client whose connection breaks off without a word. */
final class VanishingClient {
    /** Never closed: what a broken stream still held is the client's own loss. */
    private static final BufferAllocator MEMORY = new RootAllocator();

    private final ManagedChannel channel;
    private final FlightSqlClient client;
    private final HeaderCallOption headers;

    VanishingClient(SkeinProcess server, String distribution) {
        channel = ManagedChannelBuilder.forTarget(server.flightAddress())
                .usePlaintext()
                .build();
        client = new FlightSqlClient(FlightGrpcUtils.createFlightClientWithSharedChannel(MEMORY, channel));
        CallHeaders values = new FlightCallHeaders();
        values.insert("user", "vanishing");
        values.insert("x-trino-session", "distribution=" + distribution);
        headers = new HeaderCallOption(values);
    }

    /** Whether the connection broke off before the last row. */
    boolean isCutOff(String sql) throws Exception {
        try {
            FlightInfo info = client.execute(sql, headers);
            for (FlightEndpoint endpoint : info.getEndpoints()) {
                try (FlightStream stream = client.getStream(endpoint.getTicket(), headers)) {
                    while (stream.next()) {
                        stream.getRoot().clear();
                    }
                }
            }
            return false;
        } catch (FlightRuntimeException | IllegalStateException broken) {
            return true;
        } finally {
            channel.shutdownNow();
        }
    }

    void vanish() {
        channel.shutdownNow();
    }
}
