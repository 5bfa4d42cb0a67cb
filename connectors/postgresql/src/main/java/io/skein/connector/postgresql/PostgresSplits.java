package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteSession;
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
import java.util.concurrent.Semaphore;

/**
 * One split for what is read by one statement, which sees one moment. A large table is cut into ranges of its pages; each is a statement of its own, and
 * one snapshot is the moment of all. A session holds it, for so many scans at a time; further ones are read by one statement.
 */
final class PostgresSplits implements ConnectorSplitManager {
    /** Below this a part is not worth a connection. */
    private static final long LEAST_PAGES = 512;

    private final Database database;
    private final ConstraintText constraints;
    private final int most;
    private final Semaphore snapshots;

    /**
     * @param most parts of a scan
     * @param snapshots how many sessions may hold one
     */
    PostgresSplits(Database database, ConstraintText constraints, int most, int snapshots) {
        this.database = database;
        this.constraints = constraints;
        this.most = most;
        this.snapshots = new Semaphore(snapshots);
    }

    @Override
    public SplitSource splits(TableHandle table, List<ColumnHandle> columns, Constraint constraint) {
        RemoteQuery filtered = constraints.restricted(RemoteQueryCodec.decode(table.data()), constraint);
        Optional<RemoteTable> whole = filtered.plainTable();
        long pages = most == 1 || whole.isEmpty() ? 0 : pages(whole.get());
        long count = Math.clamp(pages / LEAST_PAGES, 1, most);
        return count > 1 && snapshots.tryAcquire()
                ? ofOneSnapshot(parts(filtered, pages, count))
                : splits(Optional.empty(), List.of(filtered));
    }

    private SplitSource ofOneSnapshot(List<RemoteQuery> parts) {
        try {
            RemoteSession session = database.connect();
            try {
                SplitSource splits = splits(Optional.of(ScanTransaction.export(session)), parts);
                return new SnapshotSplits(splits, session, snapshots::release);
            } catch (RuntimeException failure) {
                session.close();
                throw failure;
            }
        } catch (RuntimeException failure) {
            snapshots.release();
            throw failure;
        }
    }

    private static SplitSource splits(Optional<String> snapshot, List<RemoteQuery> parts) {
        return SplitSource.of(parts.stream()
                .map(part -> new Split.PageSplit(new PostgresSplit(snapshot, part).encode(), 0, 0))
                .toList());
    }

    /** How many pages the table has; 0 where it cannot be read by them. */
    private long pages(RemoteTable table) {
        return database.use(session -> RemoteTables.stream(
                                RemoteTables.ask(session, CatalogQueries.SIZE, table.schema(), table.table()))
                        .findFirst())
                .filter(row -> row.getBoolean("divisible"))
                .map(PostgresSplits::pages)
                .orElse(0L);
    }

    private static List<RemoteQuery> parts(RemoteQuery query, long pages, long count) {
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
