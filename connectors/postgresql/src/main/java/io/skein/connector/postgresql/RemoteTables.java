package io.skein.connector.postgresql;

import io.skein.connector.sql.NameMatching;
import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What PostgreSQL's catalogs say of schemas, tables and columns. */
record RemoteTables(Database database, NameMatching matching) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A table as it is there. */
    record Found(RemoteTable table, Optional<String> comment, List<PostgresColumn> columns) {}

    static RowSet<Row> ask(RemoteSession session, String sql, Object... values) {
        return session.run(sql, Tuple.from(values), LIMIT);
    }

    /** Schemas that names can find, by the names they have there. */
    List<String> schemas() {
        return database.use(session -> stream(ask(session, CatalogQueries.SCHEMAS))
                .map(row -> row.getString(0))
                .filter(matching::reachable)
                .toList());
    }

    /** The schema's name there; empty where there is none. */
    Optional<String> schema(String name) {
        return matching == NameMatching.EXACT ? Optional.of(name) : matching.find(name, schemas());
    }

    List<SchemaTableName> tables(Optional<String> schema) {
        boolean exact = schema.isPresent() && matching == NameMatching.EXACT;
        String sql = exact ? CatalogQueries.TABLES + " AND n.nspname = $1" : CatalogQueries.TABLES;
        Object[] values = exact ? new Object[] {schema.get()} : new Object[0];
        return database.use(session -> stream(ask(session, sql, values))
                .filter(row -> matching.reachable(row.getString(0)) && matching.reachable(row.getString(1)))
                .map(row ->
                        new SchemaTableName(NameMatching.lower(row.getString(0)), NameMatching.lower(row.getString(1))))
                .filter(name -> schema.isEmpty() || schema.get().equals(name.schema()))
                .distinct()
                .toList());
    }

    Optional<Found> find(SchemaTableName name) {
        String condition = matching == NameMatching.EXACT ? CatalogQueries.EXACT : CatalogQueries.ANY_CASE;
        Map<RemoteTable, List<Row>> found = database.use(session -> stream(
                        ask(session, CatalogQueries.COLUMNS.formatted(condition), name.schema(), name.table()))
                .collect(Collectors.groupingBy(
                        row -> new RemoteTable(row.getString(0), row.getString(1)),
                        LinkedHashMap::new,
                        Collectors.toList())));
        if (found.size() > 1) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Ambiguous name: " + name + " stands for each of "
                            + found.keySet().stream()
                                    .map(table -> table.schema() + "." + table.table())
                                    .collect(Collectors.joining(", ")));
        }
        return found.entrySet().stream().findFirst().map(entry -> found(entry.getKey(), entry.getValue()));
    }

    private static Found found(RemoteTable table, List<Row> rows) {
        List<PostgresColumn> columns = new ArrayList<>();
        rows.stream()
                .filter(row -> row.getString("attname") != null)
                .map(PostgresColumn::of)
                .forEach(columns::add);
        return new Found(table, Optional.ofNullable(rows.getFirst().getString("table_comment")), columns);
    }

    static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
