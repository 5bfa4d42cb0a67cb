package io.skein.connector.sql.metadata;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds schemas and tables by the names that statements have for them. */
public record RemoteTables(Database database, NameMatching matching, RemoteCatalog catalog) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int COMMENT = 2;
    private static final int COLUMN_NAME = 3;

    /** A table as it is there. */
    public record Found(RemoteTable table, Optional<String> comment, List<FoundColumn> columns) {
        public Found {
            columns = List.copyOf(columns);
        }
    }

    /** Asks a question whose answer should not take long. */
    public static RowSet<Row> ask(RemoteSession session, String sql, Object... values) {
        return session.run(sql, Tuple.from(values), LIMIT);
    }

    /** Schemas that names can find, by the names they have there. */
    public List<String> schemas() {
        return database.use(session -> stream(ask(session, catalog.schemas()))
                .map(row -> row.getString(0))
                .filter(matching::reachable)
                .toList());
    }

    /** The schema's name there; empty where there is none. */
    public Optional<String> schema(String name) {
        return matching == NameMatching.EXACT ? Optional.of(name) : matching.find(name, schemas());
    }

    /** The same for a statement that cannot do without. */
    public String existingSchema(String name) {
        return schema(name)
                .orElseThrow(() ->
                        new SkeinException(StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '" + name + "' does not exist"));
    }

    public List<SchemaTableName> tables(Optional<String> schema) {
        boolean exact = schema.isPresent() && matching == NameMatching.EXACT;
        String sql = exact ? catalog.tablesOfSchema() : catalog.tables();
        Object[] values = exact ? new Object[] {schema.get()} : new Object[0];
        return database.use(session -> stream(ask(session, sql, values))
                .filter(row -> matching.reachable(row.getString(0)) && matching.reachable(row.getString(1)))
                .map(row ->
                        new SchemaTableName(NameMatching.lower(row.getString(0)), NameMatching.lower(row.getString(1))))
                .filter(name -> schema.isEmpty() || schema.get().equals(name.schema()))
                .distinct()
                .toList());
    }

    public Optional<Found> find(SchemaTableName name) {
        Question question = catalog.columns(matching, name);
        Map<RemoteTable, List<Row>> found = database.use(session -> stream(
                        ask(session, question.sql(), question.values().toArray()))
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

    /** The table that has these rows of {@link RemoteCatalog#columns}. */
    public Found found(RemoteTable table, List<Row> rows) {
        return new Found(
                table,
                Optional.ofNullable(rows.getFirst().getString(COMMENT)).filter(comment -> !comment.isEmpty()),
                rows.stream()
                        .filter(row -> row.getString(COLUMN_NAME) != null)
                        .map(catalog::column)
                        .toList());
    }

    public static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
