package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.query.ConstraintText;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One split for a table, which is one statement and sees one moment. Where the catalog allows more, a large table is cut into ranges of its pages; each
 * is a statement of its own.
 */
record PostgresSplits(Database database, ConstraintText constraints, int most) implements ConnectorSplitManager {
    /** Below this a part is not worth a connection. */
    private static final long LEAST_PAGES = 512;

    @Override
    public SplitSource splits(TableHandle table, List<ColumnHandle> columns, Constraint constraint) {
        RemoteQuery filtered = constraints.restricted(RemoteQueryCodec.decode(table.data()), constraint);
        return SplitSource.of(parts(filtered).stream()
                .map(part -> new Split.PageSplit(RemoteQueryCodec.encode(part), 0, 0))
                .toList());
    }

    private List<RemoteQuery> parts(RemoteQuery query) {
        Optional<RemoteTable> whole = query.plainTable();
        if (most == 1 || whole.isEmpty()) {
            return List.of(query);
        }
        long pages = database.use(session -> RemoteTables.stream(RemoteTables.ask(
                                session,
                                CatalogQueries.SIZE,
                                whole.get().schema(),
                                whole.get().table()))
                        .findFirst())
                .filter(row -> row.getBoolean("divisible"))
                .map(PostgresSplits::pages)
                .orElse(0L);
        long count = Math.clamp(pages / LEAST_PAGES, 1, most);
        List<RemoteQuery> parts = new ArrayList<>();
        for (long part = 0; part < count; part++) {
            parts.add(query.filtered(range(pages * part / count, part, pages * (part + 1) / count, count)));
        }
        return parts;
    }

    private static long pages(Row row) {
        return Optional.ofNullable(row.getLong("pages")).orElse(0L);
    }

    /** The first part has no begin and the last no end: the table may have grown. */
    private static List<String> range(long from, long part, long to, long count) {
        List<String> conditions = new ArrayList<>();
        if (part > 0) {
            conditions.add("ctid >= '(" + from + ",0)'::tid");
        }
        if (part < count - 1) {
            conditions.add("ctid < '(" + to + ",0)'::tid");
        }
        return conditions;
    }
}
