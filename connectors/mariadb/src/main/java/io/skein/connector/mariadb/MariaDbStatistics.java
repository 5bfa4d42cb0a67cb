package io.skein.connector.mariadb;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the server keeps by itself: about how many rows a table has, and about how many values an index begins with. */
record MariaDbStatistics(Database database, MariaDbDialect dialect) {
    TableStatistics of(RemoteQuery query) {
        return database.use(session -> of(query, session));
    }

    private TableStatistics of(RemoteQuery query, RemoteSession session) {
        Optional<Long> rows = RemoteTables.stream(RemoteTables.ask(session, CatalogQueries.size(query.table())))
                .findFirst()
                .flatMap(row -> Optional.ofNullable(row.getLong("row_count")));
        if (rows.isEmpty()) {
            return TableStatistics.UNKNOWN;
        }
        Map<String, ColumnStatistics> columns = new HashMap<>();
        RemoteTables.stream(RemoteTables.ask(session, CatalogQueries.distinct(query.table())))
                .forEach(row -> column(query, row.getString("column_name"))
                        .ifPresent(column -> columns.put(column.name(), statistics(row))));
        return new TableStatistics(OptionalDouble.of(rows.get()), columns);
    }

    private Optional<RemoteColumn> column(RemoteQuery query, String name) {
        return query.columns().stream()
                .filter(column -> column.expression().equals(dialect.quoted(name)))
                .findFirst();
    }

    private static ColumnStatistics statistics(Row row) {
        return new ColumnStatistics(
                OptionalDouble.empty(),
                OptionalDouble.of(row.getLong("distinct_values")),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }
}
