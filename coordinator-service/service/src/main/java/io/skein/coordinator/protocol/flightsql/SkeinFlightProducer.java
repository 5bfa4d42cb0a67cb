package io.skein.coordinator.protocol.flightsql;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.skein.coordinator.protocol.flightsql.PreparedCalls.Created;
import io.skein.coordinator.protocol.flightsql.StatementCalls.Statement;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.GetSessionOptionsResult;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.CancelResult;
import org.apache.arrow.flight.sql.NoOpFlightSqlProducer;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/** Flight SQL's calls, each handed to the class that knows about it. */
final class SkeinFlightProducer extends NoOpFlightSqlProducer {
    private final BufferAllocator allocator;
    private final StatementCalls statements;
    private final PreparedCalls prepared;
    private final CatalogListings catalogs;
    private final SessionCalls sessions;
    private final SqlInfoBuilder facts;

    SkeinFlightProducer(
            BufferAllocator allocator,
            StatementCalls statements,
            PreparedCalls prepared,
            CatalogListings catalogs,
            SessionCalls sessions,
            SqlInfoBuilder facts) {
        this.allocator = allocator;
        this.statements = statements;
        this.prepared = prepared;
        this.catalogs = catalogs;
        this.sessions = sessions;
        this.facts = facts;
    }

    @Override
    public FlightInfo getFlightInfoStatement(
            FlightSql.CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return statements.start(Statement.of(caller(context), command.getQuery()), descriptor);
    }

    @Override
    public SchemaResult getSchemaStatement(
            FlightSql.CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return new SchemaResult(FlightTypes.schema(statements
                .describe(Statement.of(caller(context), command.getQuery()))
                .columns()));
    }

    @Override
    public void getStreamStatement(
            FlightSql.TicketStatementQuery ticket, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> statements.stream(ticket, listener));
    }

    @Override
    public Runnable acceptPutStatement(
            FlightSql.CommandStatementUpdate command,
            CallContext context,
            FlightStream stream,
            StreamListener<PutResult> ack) {
        CallerMiddleware caller = caller(context);
        return () -> count(ack, () -> statements.update(Statement.of(caller, command.getQuery())));
    }

    @Override
    public void createPreparedStatement(
            FlightSql.ActionCreatePreparedStatementRequest request,
            CallContext context,
            StreamListener<Result> listener) {
        answer(listener, () -> {
            Created created = prepared.create(caller(context), request.getQuery());
            Message reply = FlightSql.ActionCreatePreparedStatementResult.newBuilder()
                    .setPreparedStatementHandle(created.handle())
                    .setDatasetSchema(message(created.columns()))
                    .setParameterSchema(message(created.parameters()))
                    .build();
            return new Result(Any.pack(reply).toByteArray());
        });
    }

    @Override
    public void closePreparedStatement(
            FlightSql.ActionClosePreparedStatementRequest request,
            CallContext context,
            StreamListener<Result> listener) {
        prepared.close(request.getPreparedStatementHandle());
        listener.onCompleted();
    }

    @Override
    public FlightInfo getFlightInfoPreparedStatement(
            FlightSql.CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return prepared.start(caller(context), command.getPreparedStatementHandle(), descriptor);
    }

    @Override
    public SchemaResult getSchemaPreparedStatement(
            FlightSql.CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
        return new SchemaResult(prepared.describe(caller(context), command.getPreparedStatementHandle()));
    }

    @Override
    public void getStreamPreparedStatement(
            FlightSql.CommandPreparedStatementQuery command, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> prepared.stream(caller(context), command.getPreparedStatementHandle(), listener));
    }

    @Override
    public Runnable acceptPutPreparedStatementQuery(
            FlightSql.CommandPreparedStatementQuery command,
            CallContext context,
            FlightStream stream,
            StreamListener<PutResult> ack) {
        CallerMiddleware caller = caller(context);
        return () -> {
            try {
                prepared.bind(caller, command.getPreparedStatementHandle(), stream);
                ack.onCompleted();
            } catch (Throwable failure) {
                ack.onError(FlightErrors.of(failure));
            }
        };
    }

    @Override
    public Runnable acceptPutPreparedStatementUpdate(
            FlightSql.CommandPreparedStatementUpdate command,
            CallContext context,
            FlightStream stream,
            StreamListener<PutResult> ack) {
        CallerMiddleware caller = caller(context);
        ByteString handle = command.getPreparedStatementHandle();
        return () -> count(ack, () -> {
            prepared.bind(caller, handle, stream);
            return prepared.update(caller, handle);
        });
    }

    @Override
    public void cancelFlightInfo(
            CancelFlightInfoRequest request, CallContext context, StreamListener<CancelStatus> listener) {
        answer(listener, () -> statements.cancel(request.getInfo()));
    }

    @Override
    @SuppressWarnings("deprecation") // older drivers still send it
    public void cancelQuery(FlightInfo info, CallContext context, StreamListener<CancelResult> listener) {
        answer(
                listener,
                () -> statements.cancel(info) == CancelStatus.CANCELLED
                        ? CancelResult.CANCELLED
                        : CancelResult.NOT_CANCELLABLE);
    }

    @Override
    public void setSessionOptions(
            SetSessionOptionsRequest request, CallContext context, StreamListener<SetSessionOptionsResult> listener) {
        answer(listener, () -> sessions.set(caller(context), request));
    }

    @Override
    public void getSessionOptions(
            GetSessionOptionsRequest request, CallContext context, StreamListener<GetSessionOptionsResult> listener) {
        answer(listener, () -> sessions.show(caller(context)));
    }

    @Override
    public void closeSession(
            CloseSessionRequest request, CallContext context, StreamListener<CloseSessionResult> listener) {
        answer(listener, () -> sessions.close(caller(context)));
    }

    @Override
    public FlightInfo getFlightInfoSqlInfo(
            FlightSql.CommandGetSqlInfo command, CallContext context, FlightDescriptor descriptor) {
        return listing(command, descriptor, Schemas.GET_SQL_INFO_SCHEMA);
    }

    @Override
    public void getStreamSqlInfo(
            FlightSql.CommandGetSqlInfo command, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> facts.send(command.getInfoList(), listener));
    }

    @Override
    public FlightInfo getFlightInfoTypeInfo(
            FlightSql.CommandGetXdbcTypeInfo command, CallContext context, FlightDescriptor descriptor) {
        return listing(command, descriptor, Schemas.GET_TYPE_INFO_SCHEMA);
    }

    @Override
    public void getStreamTypeInfo(
            FlightSql.CommandGetXdbcTypeInfo command, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> TypeListing.send(command, allocator, listener));
    }

    @Override
    public FlightInfo getFlightInfoCatalogs(
            FlightSql.CommandGetCatalogs command, CallContext context, FlightDescriptor descriptor) {
        return listing(command, descriptor, Schemas.GET_CATALOGS_SCHEMA);
    }

    @Override
    public void getStreamCatalogs(CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> catalogs.catalogs(caller(context), listener));
    }

    @Override
    public FlightInfo getFlightInfoSchemas(
            FlightSql.CommandGetDbSchemas command, CallContext context, FlightDescriptor descriptor) {
        return listing(command, descriptor, Schemas.GET_SCHEMAS_SCHEMA);
    }

    @Override
    public void getStreamSchemas(
            FlightSql.CommandGetDbSchemas command, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> catalogs.schemas(caller(context), command, listener));
    }

    @Override
    public FlightInfo getFlightInfoTables(
            FlightSql.CommandGetTables command, CallContext context, FlightDescriptor descriptor) {
        return listing(
                command,
                descriptor,
                command.getIncludeSchema() ? Schemas.GET_TABLES_SCHEMA : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA);
    }

    @Override
    public void getStreamTables(
            FlightSql.CommandGetTables command, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> catalogs.tables(caller(context), command, listener));
    }

    @Override
    public FlightInfo getFlightInfoTableTypes(
            FlightSql.CommandGetTableTypes command, CallContext context, FlightDescriptor descriptor) {
        return listing(command, descriptor, Schemas.GET_TABLE_TYPES_SCHEMA);
    }

    @Override
    public void getStreamTableTypes(CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> catalogs.tableTypes(listener));
    }

    @Override
    public FlightInfo getFlightInfoPrimaryKeys(
            FlightSql.CommandGetPrimaryKeys command, CallContext context, FlightDescriptor descriptor) {
        return listing(command, descriptor, Schemas.GET_PRIMARY_KEYS_SCHEMA);
    }

    @Override
    public void getStreamPrimaryKeys(
            FlightSql.CommandGetPrimaryKeys command, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> catalogs.nothing(Schemas.GET_PRIMARY_KEYS_SCHEMA, listener));
    }

    @Override
    public FlightInfo getFlightInfoExportedKeys(
            FlightSql.CommandGetExportedKeys command, CallContext context, FlightDescriptor descriptor) {
        return listing(command, descriptor, Schemas.GET_EXPORTED_KEYS_SCHEMA);
    }

    @Override
    public void getStreamExportedKeys(
            FlightSql.CommandGetExportedKeys command, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> catalogs.nothing(Schemas.GET_EXPORTED_KEYS_SCHEMA, listener));
    }

    @Override
    public FlightInfo getFlightInfoImportedKeys(
            FlightSql.CommandGetImportedKeys command, CallContext context, FlightDescriptor descriptor) {
        return listing(command, descriptor, Schemas.GET_IMPORTED_KEYS_SCHEMA);
    }

    @Override
    public void getStreamImportedKeys(
            FlightSql.CommandGetImportedKeys command, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> catalogs.nothing(Schemas.GET_IMPORTED_KEYS_SCHEMA, listener));
    }

    @Override
    public FlightInfo getFlightInfoCrossReference(
            FlightSql.CommandGetCrossReference command, CallContext context, FlightDescriptor descriptor) {
        return listing(command, descriptor, Schemas.GET_CROSS_REFERENCE_SCHEMA);
    }

    @Override
    public void getStreamCrossReference(
            FlightSql.CommandGetCrossReference command, CallContext context, ServerStreamListener listener) {
        reportingTo(listener, () -> catalogs.nothing(Schemas.GET_CROSS_REFERENCE_SCHEMA, listener));
    }

    private static CallerMiddleware caller(CallContext context) {
        return context.getMiddleware(CallerMiddleware.KEY);
    }

    /** The command itself is the ticket. */
    private static FlightInfo listing(Message command, FlightDescriptor descriptor, Schema schema) {
        Ticket ticket = new Ticket(Any.pack(command).toByteArray());
        return new FlightInfo(schema, descriptor, List.of(new FlightEndpoint(ticket)), -1, -1);
    }

    private static ByteString message(Schema schema) {
        if (schema.getFields().isEmpty()) {
            return ByteString.EMPTY;
        }
        try (java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream()) {
            MessageSerializer.serialize(new WriteChannel(java.nio.channels.Channels.newChannel(bytes)), schema);
            return ByteString.copyFrom(ByteBuffer.wrap(bytes.toByteArray()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void count(StreamListener<PutResult> ack, java.util.function.LongSupplier update) {
        try {
            byte[] reply = FlightSql.DoPutUpdateResult.newBuilder()
                    .setRecordCount(update.getAsLong())
                    .build()
                    .toByteArray();
            try (ArrowBuf buffer = allocator.buffer(reply.length)) {
                buffer.writeBytes(reply);
                ack.onNext(PutResult.metadata(buffer));
            }
            ack.onCompleted();
        } catch (Throwable failure) {
            ack.onError(FlightErrors.of(failure));
        }
    }

    private static <T> void answer(StreamListener<T> listener, java.util.function.Supplier<T> work) {
        T value;
        try {
            value = work.get();
        } catch (Throwable failure) {
            listener.onError(FlightErrors.of(failure));
            return;
        }
        listener.onNext(value);
        listener.onCompleted();
    }

    private static void reportingTo(ServerStreamListener listener, Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            listener.error(FlightErrors.of(failure));
        }
    }
}
