package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.metadata.RemoteTables.Found;
import io.skein.connector.sql.metadata.TableShape;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteRelation.Derived;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.ConnectorMetadata.FoundTable;
import io.skein.spi.connector.ConnectorProcedures;
import io.skein.spi.connector.Procedure;
import io.skein.spi.connector.ProcedureCall;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Statements in PostgreSQL's own SQL: {@code TABLE(system.query(...))} reads, {@code CALL system.execute(...)} does whatever the user may. */
record PostgresProcedures(Database database, RemoteTables tables) implements ConnectorProcedures {
    private static final String SCHEMA = "system";
    private static final String QUERY = "QUERY";
    private static final List<Procedure.Argument> ARGUMENTS =
            List.of(new Procedure.Argument(QUERY, Type.Varchar.UNBOUNDED, true));

    /** Refused within a transaction. */
    private static final String FORGET = "DISCARD ALL";

    /** By making a view of it the server tells what a query answers, without running it. */
    private static final String VIEW = "skein_query";

    @Override
    public List<Procedure> procedures() {
        return List.of(
                new Procedure(Procedure.Form.FUNCTION, SCHEMA, "QUERY", ARGUMENTS),
                new Procedure(Procedure.Form.CALL, SCHEMA, "EXECUTE", ARGUMENTS));
    }

    @Override
    public FoundTable table(ProcedureCall call) {
        String query = text(call, StandardErrorCode.INVALID_FUNCTION_ARGUMENT);
        Found found = described(query);
        TableShape shape = TableShape.of(new SchemaTableName(SCHEMA, "query"), found);
        if (shape.remote().isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT, "The query answers no column of a supported type");
        }
        // Its last line may be a comment.
        return shape.as(RemoteQuery.of(new Derived("(\n" + query + "\n) AS " + VIEW), shape.remote()));
    }

    /** A statement with parameters is one statement, whatever the text holds. */
    private Found described(String query) {
        try (RemoteSession session = database.connect()) {
            session.begin("BEGIN");
            session.run("CREATE TEMPORARY VIEW " + VIEW + " AS\n" + query, Tuple.tuple());
            List<Row> columns = RemoteTables.stream(
                            RemoteTables.ask(session, CatalogQueries.COLUMNS.formatted(CatalogQueries.TEMPORARY), VIEW))
                    .toList();
            return tables.found(new RemoteTable("pg_temp", VIEW), columns);
        }
    }

    @Override
    public void call(ProcedureCall call) {
        String statements = text(call, StandardErrorCode.INVALID_PROCEDURE_ARGUMENT);
        try (RemoteSession session = database.connect()) {
            try {
                session.run(statements);
            } catch (SkeinException failure) {
                if (RemoteFailures.refused(failure)) {
                    reset(session);
                    throw failure;
                }
                throw new SkeinException(
                        StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN,
                        "The statement may have been executed or not: " + failure.getMessage(),
                        failure);
            }
            if (reset(session)) {
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "The statements left a transaction open, which was rolled back");
            }
        }
    }

    /** Makes the connection as it was; tells whether a transaction was open. */
    private static boolean reset(RemoteSession session) {
        try {
            session.run(FORGET);
            return false;
        } catch (SkeinException open) {
            if (!RemoteFailures.refused(open)) {
                throw open;
            }
            session.run("ROLLBACK");
            session.run(FORGET);
            return true;
        }
    }

    private static String text(ProcedureCall call, StandardErrorCode missing) {
        String text = call.text(QUERY)
                .orElseThrow(() -> new SkeinException(missing, "Argument " + QUERY + " cannot be null"));
        return PostgresDialect.whole(text);
    }
}
