package io.skein.bench;

import java.util.Map;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Skein through its Flight SQL door. */
final class FlightSqlContender implements Contender {
    private final BufferAllocator allocator = new RootAllocator();
    private final FlightSqlClient client;
    private final HeaderCallOption headers;

    FlightSqlContender(String address, String catalog, String schema) {
        String[] parts = address.split(":");
        client = new FlightSqlClient(
                FlightClient.builder(allocator, Location.forGrpcInsecure(parts[0], Integer.parseInt(parts[1])))
                        .build());
        CallHeaders values = new FlightCallHeaders();
        Map.of("catalog", catalog, "schema", schema, "user", "bench").forEach(values::insert);
        headers = new HeaderCallOption(values);
    }

    @Override
    public String name() {
        return "Skein";
    }

    @Override
    public long run(String sql) throws Exception {
        FlightInfo info = client.execute(sql, headers);
        long rows = 0;
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            try (FlightStream stream = client.getStream(endpoint.getTicket(), headers)) {
                while (stream.next()) {
                    rows += stream.getRoot().getRowCount();
                }
            }
        }
        return rows;
    }

    @Override
    public void close() throws Exception {
        client.close();
        allocator.close();
    }
}
