package io.skein.coordinator.protocol.flightsql;

import com.google.protobuf.ByteString;
import io.skein.coordinator.dispatch.Query;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.parse.StatementKind;
import io.skein.coordinator.protocol.flightsql.StatementCalls.Statement;
import io.skein.coordinator.protocol.value.ValueText;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
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
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Prepared statements: described by DESCRIBE INPUT and OUTPUT, run by EXECUTE ... USING. */
final class PreparedCalls {
    private static final int MOST = 10_000;
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final String NAME = "skein_flight";
    private static final Schema NONE = new Schema(List.of());

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
        StatementKind kind = StatementKind.of(sql);
        Schema columns = NONE;
        Schema parameters = NONE;
        if (kind == StatementKind.LISTING) {
            columns = statements.describe(Statement.of(caller, sql));
        } else if (sql.indexOf('?') >= 0 || kind == StatementKind.QUERY) {
            parameters = sql.indexOf('?') >= 0 ? parameters(caller, sql) : NONE;
            columns = kind == StatementKind.QUERY ? columns(caller, sql) : NONE;
        }
        ByteString handle = ByteString.copyFromUtf8(UUID.randomUUID().toString());
        prepared.put(handle, new PreparedStatement(caller.session().caller().user(), sql));
        return new Created(handle, columns, parameters);
    }

    FlightInfo start(CallerMiddleware caller, ByteString handle, FlightDescriptor descriptor) {
        return statements.start(single(caller, handle), descriptor);
    }

    void stream(CallerMiddleware caller, ByteString handle, ServerStreamListener listener) {
        statements.stream(single(caller, handle), listener);
    }

    Schema describe(CallerMiddleware caller, ByteString handle) {
        return columns(caller, find(caller, handle).sql());
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

    private Schema columns(CallerMiddleware caller, String sql) {
        List<Field> fields = rows(caller, sql, "DESCRIBE OUTPUT " + NAME, List.of("Column Name", "Type")).stream()
                .map(row -> FlightTypes.field(row.getFirst(), TypeParser.parse(row.getLast())))
                .toList();
        return new Schema(fields);
    }

    /** Parameters whose type nothing tells are text: a client can bind that, and the literal says what it is. */
    private Schema parameters(CallerMiddleware caller, String sql) {
        List<Field> fields = rows(caller, sql, "DESCRIBE INPUT " + NAME, List.of("Position", "Type")).stream()
                .map(row -> {
                    Type type = TypeParser.parse(row.getLast());
                    return FlightTypes.field(
                            "parameter_" + row.getFirst(), type == Type.Simple.UNKNOWN ? Type.Varchar.UNBOUNDED : type);
                })
                .toList();
        return new Schema(fields);
    }

    /** The text of the named columns of a describing statement. */
    private List<List<String>> rows(CallerMiddleware caller, String sql, String describe, List<String> names) {
        Query query = statements.submit(new Statement(caller, describe, Map.of(NAME, sql)));
        List<List<String>> rows = new ArrayList<>();
        try {
            List<OutputColumn> columns = query.columns().join();
            while (!query.exhausted()) {
                query.next(STEP).ifPresent(batch -> {
                    try (batch) {
                        rows.addAll(rows(batch, columns, names));
                    }
                });
            }
            return rows;
        } catch (RuntimeException failure) {
            throw FlightErrors.of(ErrorCodec.normalize(failure));
        }
    }

    private static List<List<String>> rows(VectorSchemaRoot batch, List<OutputColumn> columns, List<String> names) {
        List<ValueText> texts = new ArrayList<>();
        for (String name : names) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equalsIgnoreCase(name)) {
                    texts.add(new ValueText(columns.get(i).type(), batch.getVector(i)));
                }
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < batch.getRowCount(); row++) {
            int at = row;
            rows.add(texts.stream().map(text -> text.at(at)).toList());
        }
        return rows;
    }
}
