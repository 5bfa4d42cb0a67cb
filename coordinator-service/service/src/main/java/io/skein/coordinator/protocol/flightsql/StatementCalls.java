package io.skein.coordinator.protocol.flightsql;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.coordinator.dispatch.Description;
import io.skein.coordinator.dispatch.Dispatcher;
import io.skein.coordinator.dispatch.Query;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.session.Session;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.id.QueryId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Statements: run them, stream their rows, count what they wrote, cancel them. */
final class StatementCalls {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration TICKET_PATIENCE = Duration.ofSeconds(5);

    private final Dispatcher dispatcher;
    private final BufferAllocator allocator;
    private final Executor streams;
    private final SecureRandom random = new SecureRandom();
    /** Queries whose rows nobody has come for yet, by the handle in their ticket. */
    private final Map<ByteString, Waiting> handles = new ConcurrentHashMap<>();

    /** @param connection the one that got the ticket */
    private record Waiting(QueryId query, ClientConnection connection) {}

    StatementCalls(Dispatcher dispatcher, BufferAllocator allocator, Executor streams) {
        this.dispatcher = dispatcher;
        this.allocator = allocator;
        this.streams = streams;
    }

    /** A statement in a caller's session. */
    record Statement(CallerMiddleware caller, String sql, Map<String, String> prepared) {
        static Statement of(CallerMiddleware caller, String sql) {
            return new Statement(caller, sql, Map.of());
        }

        private Session session() {
            return caller.session().forStatement(caller.defaults(), prepared);
        }
    }

    /** Plans and starts the statement; its rows wait behind the ticket. A statement without rows is done when this returns. */
    FlightInfo start(Statement statement, FlightDescriptor descriptor) {
        Query query = submit(statement);
        try {
            List<OutputColumn> columns = query.columns().join();
            if (columns.isEmpty()) {
                finish(query, statement.caller());
            }
            Schema schema = FlightTypes.schema(columns);
            Ticket ticket = new Ticket(Any.pack(TicketStatementQuery.newBuilder()
                            .setStatementHandle(remember(query))
                            .build())
                    .toByteArray());
            return new FlightInfo(schema, descriptor, List.of(new FlightEndpoint(ticket)), -1, -1);
        } catch (RuntimeException failure) {
            query.cancel();
            throw FlightErrors.of(failure);
        }
    }

    /** What the statement answers and takes; it does not run. */
    Description describe(Statement statement) {
        try {
            return dispatcher.describe(statement.session(), statement.sql());
        } catch (RuntimeException failure) {
            throw FlightErrors.of(failure);
        }
    }

    /** Sends the rows behind a ticket. */
    void stream(TicketStatementQuery ticket, ServerStreamListener listener) {
        Query query = Optional.ofNullable(handles.remove(ticket.getStatementHandle()))
                .flatMap(waiting -> dispatcher.find(waiting.query()))
                .orElseThrow(() -> FlightErrors.of(new SkeinException(
                        StandardErrorCode.NOT_FOUND,
                        "There is no result behind this ticket: it was fetched, or the query is gone")));
        stream(query, listener);
    }

    /** Runs the statement and sends its rows at once. */
    void stream(Statement statement, ServerStreamListener listener) {
        stream(submit(statement), listener);
    }

    /** Runs the statement to its end and answers the number of rows it wrote, 0 for statements that write none. */
    long update(Statement statement) {
        Query query = submit(statement);
        try {
            query.columns().join();
            while (!query.exhausted()) {
                stopIfInterrupted();
                query.next(STEP).ifPresent(VectorSchemaRoot::close);
            }
            return finish(query, statement.caller()).updateCount().orElse(0);
        } catch (RuntimeException failure) {
            query.cancel();
            throw FlightErrors.of(failure);
        }
    }

    /** Cancels the query behind the ticket of an earlier answer. */
    CancelStatus cancel(FlightInfo info) {
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            try {
                TicketStatementQuery ticket =
                        Any.parseFrom(endpoint.getTicket().getBytes()).unpack(TicketStatementQuery.class);
                Optional<Query> query =
                        QueryHandle.query(ticket.getStatementHandle()).flatMap(dispatcher::find);
                if (query.isPresent()) {
                    handles.remove(ticket.getStatementHandle());
                    query.get().cancel();
                    return CancelStatus.CANCELLED;
                }
            } catch (InvalidProtocolBufferException notOurs) {
                throw FlightErrors.invalid("Not a ticket of this server");
            }
        }
        return CancelStatus.NOT_CANCELLABLE;
    }

    /**
     * Forgets the tickets of queries that are gone, and cancels the queries whose client went away without fetching: a ticket may be used
     * over another connection, but soon.
     */
    void sweep() {
        handles.values().removeIf(waiting -> {
            Optional<Query> query = dispatcher.find(waiting.query());
            boolean abandoned = waiting.connection().goneFor(TICKET_PATIENCE);
            if (abandoned) {
                query.ifPresent(Query::cancel);
            }
            return abandoned || query.isEmpty();
        });
    }

    private Query submit(Statement statement) {
        return dispatcher.submit(statement.session(), statement.sql());
    }

    private void stream(Query query, ServerStreamListener listener) {
        ResultStream stream = new ResultStream(query, listener, allocator);
        stream.register();
        streams.execute(stream::send);
    }

    private static QueryInfo finish(Query query, CallerMiddleware caller) {
        while (!query.awaitEnd(STEP)) {
            stopIfInterrupted();
            query.touch();
        }
        QueryInfo info = query.info();
        if (info.failure().isPresent()) {
            throw info.failure().get();
        }
        if (!info.sessionChanges().isEmpty()) {
            caller.session().apply(info.sessionChanges());
            caller.remember();
        }
        return info;
    }

    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new SkeinException(StandardErrorCode.SERVER_SHUTTING_DOWN, "The server is shutting down");
        }
    }

    private ByteString remember(Query query) {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        ByteString handle = QueryHandle.of(query.id(), HexFormat.of().formatHex(secret));
        handles.put(handle, new Waiting(query.id(), ClientConnection.current()));
        return handle;
    }
}
