package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.WholeConditions;
import io.skein.connector.sql.write.StagedWrite;
import io.skein.connector.sql.write.Staging;
import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** DELETE, UPDATE and MERGE: what becomes of rows is staged, and {@link StagedChange} applies it. */
record PostgresRowChanges(Database database, PostgresDialect dialect) implements ConnectorRowChanges {
    @Override
    public WriteHandle begin(TableHandle table, ChangedColumns columns, Constraint read) {
        RemoteQuery query = RemoteQueryCodec.decode(table.data());
        List<RemoteColumn> all = columns.all().stream()
                .map(name -> query.column(name)
                        .orElseThrow(() -> new SkeinException(
                                StandardErrorCode.COLUMN_NOT_FOUND,
                                "Column '" + name + "' does not exist in '" + table.name() + "'")))
                .toList();
        List<RemoteColumn> given = all.stream()
                .filter(column -> columns.updated().contains(column.name())
                        || columns.inserted().contains(column.name()))
                .toList();
        Staging staging = Staging.ofChanges(
                query.table(),
                Stream.concat(StagedChange.COLUMNS.stream(), given.stream()).toList(),
                columns);
        List<String> expressions = new ArrayList<>();
        StagedChange.COLUMNS.forEach(
                column -> expressions.add("NULL::" + column.remoteType() + " AS " + column.expression()));
        given.forEach(column -> expressions.add(column.expression()));
        database.use(session -> {
            requireTable(session, table.name(), query);
            // Should the server lose an unlogged table's rows in a crash, their number is found to be wrong.
            return session.run("CREATE UNLOGGED TABLE " + dialect.name(staging.table()) + " AS SELECT "
                    + String.join(", ", expressions) + " FROM " + dialect.name(query.table()) + " WITH NO DATA");
        });
        List<ColumnHandle> handles = Stream.concat(StagedChange.COLUMNS.stream(), all.stream())
                .map(column -> new ColumnHandle(column.name(), column.type(), OptionalInt.empty()))
                .toList();
        return new WriteHandle(table.name(), handles, new WriteHandle.Pages(), staging.encode());
    }

    @Override
    public OptionalLong delete(TableHandle table, Constraint rows) {
        RemoteQuery query = RemoteQueryCodec.decode(table.data());
        Optional<List<String>> conditions = new WholeConditions(dialect).of(query, rows);
        if (conditions.isEmpty()) {
            return OptionalLong.empty();
        }
        String where = conditions.get().isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions.get());
        try (RemoteSession session = database.connect()) {
            requireTable(session, table.name(), query);
            session.begin("BEGIN");
            long deleted = session.run("DELETE FROM " + dialect.name(query.table()) + where)
                    .rowCount();
            commit(session, table.name());
            return OptionalLong.of(deleted);
        }
    }

    private static void commit(RemoteSession session, SchemaTableName table) {
        try {
            session.commit();
        } catch (SkeinException lost) {
            throw RemoteFailures.refused(lost) ? lost : StagedWrite.unknown(table, lost);
        }
    }

    /** Only rows that are in tables of the database's own can be known again. */
    private static void requireTable(RemoteSession session, SchemaTableName name, RemoteQuery query) {
        boolean table = RemoteTables.stream(RemoteTables.ask(
                        session,
                        CatalogQueries.OWN_ROWS,
                        query.table().schema(),
                        query.table().table()))
                .findFirst()
                .map(row -> row.getBoolean(0))
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.TABLE_NOT_FOUND, "Table '" + name + "' does not exist"));
        if (!table) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Rows of '" + name + "' cannot be changed: it is a view, or holds a foreign table");
        }
    }
}
