package io.skein.connector.postgresql;

import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.spi.connector.RowIdentity;
import java.util.List;

/**
 * How rows are known again: by the table they are in, which of a partitioned one is a partition, by their place in it, and by the transaction that put
 * them there. A row that was changed has another place; what comes to a place that has become free is of another transaction.
 */
final class PostgresRows {
    /** A block number has 32 bits, a row's number within its block 16. */
    private static final String POSITION =
            "((%1$sctid::text::point)[0]::bigint << 16 | (%1$sctid::text::point)[1]::bigint)";

    private static final String FILE = "%1$stableoid::text || ':' || %1$sxmin::text";

    /** The columns that a scan can be asked for beside those of its table. */
    static final List<RemoteColumn> COLUMNS = List.of(
            new RemoteColumn(
                    RowIdentity.FILE.name(), FILE.formatted(""), "text", RowIdentity.FILE.type(), Comparison.NULLS),
            new RemoteColumn(
                    RowIdentity.POSITION.name(),
                    POSITION.formatted(""),
                    "bigint",
                    RowIdentity.POSITION.type(),
                    Comparison.NULLS));

    private PostgresRows() {}

    /**
     * The condition that a row is the one that was read; the server finds it by its place.
     *
     * @param row the table's alias
     * @param file of what was read, as {@code position}
     */
    static String same(String row, String file, String position) {
        return "%s.ctid = ('(' || (%s >> 16) || ',' || (%s & 65535) || ')')::tid".formatted(row, position, position)
                + " AND " + FILE.formatted(row + ".") + " = " + file;
    }
}
