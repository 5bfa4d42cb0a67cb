package io.skein.tests.types;

import io.skein.tests.server.SkeinProcess;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;

/** A Flight SQL client that asks for one column. */
final class FlightValues implements AutoCloseable {
    private final BufferAllocator memory = new RootAllocator();
    private final FlightSqlClient client;
    private final HeaderCallOption headers;

    FlightValues(SkeinProcess server) {
        String[] address = server.flightAddress().split(":");
        Location location = Location.forGrpcInsecure(address[0], Integer.parseInt(address[1]));
        client = new FlightSqlClient(FlightClient.builder(memory, location).build());
        CallHeaders values = new FlightCallHeaders();
        values.insert("user", "lab");
        headers = new HeaderCallOption(values);
    }

    /** The column's Arrow type, and its values as Arrow's Java classes write them; bytes in hexadecimal digits. */
    record Column(String type, List<String> values) {}

    Column ask(String sql) throws Exception {
        String type = "";
        List<String> values = new ArrayList<>();
        for (FlightEndpoint endpoint : client.execute(sql, headers).getEndpoints()) {
            try (FlightStream stream = client.getStream(endpoint.getTicket(), headers)) {
                type = stream.getSchema().getFields().getFirst().toString();
                while (stream.next()) {
                    FieldVector vector = stream.getRoot().getVector(0);
                    for (int row = 0; row < vector.getValueCount(); row++) {
                        values.add(text(vector, row));
                    }
                }
            }
        }
        return new Column(type, values);
    }

    private static String text(FieldVector vector, int row) {
        return vector instanceof VarBinaryVector bytes && !bytes.isNull(row)
                ? java.util.HexFormat.of().formatHex(bytes.get(row))
                : String.valueOf(vector.getObject(row));
    }

    @Override
    public void close() throws Exception {
        client.close();
        memory.close();
    }
}
