package io.skein.coordinator.protocol.flightsql;

import com.google.protobuf.ByteString;
import io.skein.coordinator.dispatch.Description;
import io.skein.coordinator.protocol.flightsql.StatementCalls.Statement;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Prepared statements: described by analysing them, run by EXECUTE ... USING. */
final class PreparedCalls {
    private static final int MOST = 10_000;
    private static final String NAME = "skein_flight";

    private final StatementCalls statements;
    private final long lifetime;
    private final Map<ByteString, PreparedStatement> prepared = new ConcurrentHashMap<>();

    PreparedCalls(StatementCalls statements, Duration lifetime) {
        this.statements = statements;
        this.lifetime = lifetime.toNanos();
    }

    /** A prepared statement as its client sees it. */
    record Created(ByteString handle, Schema columns, Schema parameters) {}

    Created create(CallerMiddleware caller, String sql) {
        sweep();
        if (prepared.size() >= MOST) {
            throw FlightErrors.of(new SkeinException(
                    StandardErrorCode.GENERIC_INSUFFICIENT_RESOURCES, "Too many prepared statements"));
        }
        Description description = statements.describe(Statement.of(caller, sql));
        ByteString handle = ByteString.copyFromUtf8(UUID.randomUUID().toString());
        prepared.put(handle, new PreparedStatement(caller.session().caller().user(), sql));
        return new Created(handle, FlightTypes.schema(description.columns()), parameters(description));
    }

    FlightInfo start(CallerMiddleware caller, ByteString handle, FlightDescriptor descriptor) {
        return statements.start(single(caller, handle), descriptor);
    }

    void stream(CallerMiddleware caller, ByteString handle, ServerStreamListener listener) {
        statements.stream(single(caller, handle), listener);
    }

    Schema describe(CallerMiddleware caller, ByteString handle) {
        return FlightTypes.schema(statements
                .describe(Statement.of(caller, find(caller, handle).sql()))
                .columns());
    }

    /** Takes over the parameters of a stream. */
    void bind(CallerMiddleware caller, ByteString handle, FlightStream stream) {
        List<List<String>> rows = new ArrayList<>();
        while (stream.next()) {
            rows.addAll(ParameterLiterals.rows(stream.getRoot()));
        }
        find(caller, handle).bind(rows);
    }

    /** Runs the statement once for each row of parameters, and answers how many rows were written. */
    long update(CallerMiddleware caller, ByteString handle) {
        PreparedStatement statement = find(caller, handle);
        if (statement.parameters().isEmpty()) {
            return statements.update(Statement.of(caller, statement.sql()));
        }
        long count = 0;
        for (List<String> row : statement.parameters()) {
            count += statements.update(bound(caller, statement, row));
        }
        return count;
    }

    void close(ByteString handle) {
        prepared.remove(handle);
    }

    void sweep() {
        prepared.values().removeIf(statement -> statement.idleLongerThan(lifetime));
    }

    private Statement single(CallerMiddleware caller, ByteString handle) {
        PreparedStatement statement = find(caller, handle);
        List<List<String>> rows = statement.parameters();
        if (rows.size() > 1) {
            throw FlightErrors.invalid("A query takes one row of parameters, not " + rows.size());
        }
        return rows.isEmpty() ? Statement.of(caller, statement.sql()) : bound(caller, statement, rows.getFirst());
    }

    private static Statement bound(CallerMiddleware caller, PreparedStatement statement, List<String> literals) {
        if (literals.isEmpty()) {
            return Statement.of(caller, statement.sql());
        }
        return new Statement(
                caller, "EXECUTE " + NAME + " USING " + String.join(", ", literals), Map.of(NAME, statement.sql()));
    }

    private PreparedStatement find(CallerMiddleware caller, ByteString handle) {
        PreparedStatement statement = Optional.ofNullable(prepared.get(handle))
                .filter(found -> found.belongsTo(caller.session().caller().user()))
                .orElseThrow(() -> FlightErrors.of(new SkeinException(
                        StandardErrorCode.NOT_FOUND, "The prepared statement is closed or unknown")));
        statement.touch();
        return statement;
    }

    /** Parameters whose type nothing tells are text: a client can bind that, and the literal says what it is. */
    private static Schema parameters(Description description) {
        List<Field> fields = new ArrayList<>();
        for (Type type : description.parameters()) {
            fields.add(FlightTypes.field(
                    "parameter_" + fields.size(), type == Type.Simple.UNKNOWN ? Type.Varchar.UNBOUNDED : type));
        }
        return new Schema(fields);
    }
}
