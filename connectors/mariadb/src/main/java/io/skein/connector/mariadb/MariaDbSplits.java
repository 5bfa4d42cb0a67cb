package io.skein.connector.mariadb;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One split for a table, which is one statement and sees one moment. Where the catalog allows more, a large table with one integer as its primary key is cut
 * into ranges of that key; each is a statement of its own.
 */
record MariaDbSplits(Database database, MariaDbConditions conditions, MariaDbDialect dialect, int most)
        implements ConnectorSplitManager {
    /** Below this a part is not worth a connection. */
    private static final long LEAST_ROWS = 20_000;

    private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");

    @Override
    public SplitSource splits(TableHandle table, List<ColumnHandle> columns, Constraint constraint) {
        RemoteQuery query = RemoteQueryCodec.decode(table.data());
        RemoteQuery filtered = query.filtered(conditions.of(query, constraint));
        return SplitSource.of(parts(filtered).stream()
                .map(part -> new Split.PageSplit(RemoteQueryCodec.encode(part), 0, 0))
                .toList());
    }

    private List<RemoteQuery> parts(RemoteQuery query) {
        return most == 1 ? List.of(query) : database.use(session -> parts(session, query));
    }

    private List<RemoteQuery> parts(RemoteSession session, RemoteQuery query) {
        long rows = RemoteTables.stream(RemoteTables.ask(session, CatalogQueries.size(query.table())))
                .findFirst()
                .map(row -> Optional.ofNullable(row.getLong("row_count")).orElse(0L))
                .orElse(0L);
        long count = Math.clamp(rows / LEAST_ROWS, 1, most);
        Optional<String> key = count == 1 ? Optional.empty() : key(session, query.table());
        return key.map(column -> ranges(session, query, column, count)).orElse(List.of(query));
    }

    /** The one column of the primary key, if it is an integer. */
    private Optional<String> key(RemoteSession session, RemoteTable table) {
        List<Row> columns = RemoteTables.stream(RemoteTables.ask(session, CatalogQueries.primaryKey(table)))
                .toList();
        return Optional.of(columns)
                .filter(key -> key.size() == 1)
                .map(List::getFirst)
                .filter(column -> INTEGERS.contains(column.getString("data_type")))
                .map(column -> dialect.quoted(column.getString("column_name")));
    }

    private List<RemoteQuery> ranges(RemoteSession session, RemoteQuery query, String key, long count) {
        Row ends = RemoteTables.ask(
                        session,
                        "SELECT CAST(MIN(" + key + ") AS DECIMAL(20, 0)), CAST(MAX(" + key
                                + ") AS DECIMAL(20, 0)) FROM " + dialect.name(query.table()))
                .iterator()
                .next();
        BigDecimal low = ends.getBigDecimal(0);
        BigDecimal high = ends.getBigDecimal(1);
        return low == null || high == null
                ? List.of(query)
                : ranges(query, key, low.toBigInteger(), high.toBigInteger(), count);
    }

    /** The first part has no begin and the last no end: the table may have grown. */
    private static List<RemoteQuery> ranges(
            RemoteQuery query, String key, BigInteger low, BigInteger high, long count) {
        BigInteger span = high.subtract(low);
        List<RemoteQuery> parts = new ArrayList<>();
        for (long part = 0; part < count; part++) {
            List<String> range = new ArrayList<>();
            if (part > 0) {
                range.add(key + " >= " + bound(low, span, part, count));
            }
            if (part < count - 1) {
                range.add(key + " < " + bound(low, span, part + 1, count));
            }
            parts.add(query.filtered(range));
        }
        return parts;
    }

    private static BigInteger bound(BigInteger low, BigInteger span, long part, long count) {
        return low.add(span.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(count)));
    }
}
