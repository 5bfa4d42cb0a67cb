package io.skein.connector.postgresql;

import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.write.Staging;
import io.skein.spi.connector.RowChange;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a staging table says of rows to be changed, as statements that do it. */
record StagedChange(Staging staging, PostgresDialect dialect) {
    /** Of rows that others change while this transaction works the server then says so. */
    static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ";

    private static final String CHANGE = "skein_change";
    private static final String FILE = "skein_file";
    private static final String POSITION = "skein_position";

    /** What the sink gets before the table's own columns, by the names that the staging table has for it. */
    static final List<RemoteColumn> COLUMNS = List.of(
            new RemoteColumn("$change", CHANGE, "smallint", Type.Simple.TINYINT, Comparison.NULLS),
            new RemoteColumn(RowIdentity.FILE.name(), FILE, "text", RowIdentity.FILE.type(), Comparison.NULLS),
            new RemoteColumn(
                    RowIdentity.POSITION.name(), POSITION, "bigint", RowIdentity.POSITION.type(), Comparison.NULLS));

    /** What batches for the sink have, in order. */
    static List<String> given(Staging staging) {
        Stream<String> before =
                staging.kind() == Staging.Kind.CHANGE ? COLUMNS.stream().map(RemoteColumn::name) : Stream.empty();
        return Stream.concat(before, staging.changed().all().stream()).toList();
    }

    /** The statements that change the rows, which are all as they were read. */
    String statements(RemoteSession session) {
        session.run("ANALYZE " + staged());
        EnumSet<RowChange> kinds = EnumSet.noneOf(RowChange.class);
        long changed = 0;
        for (Row row : session.run("SELECT s." + CHANGE + ", count(*) FROM " + staged() + " AS s GROUP BY 1")) {
            RowChange kind = RowChange.of(row.getShort(0));
            kinds.add(kind);
            changed += kind == RowChange.INSERT ? 0 : row.getLong(1);
        }
        if (changed != session.run(unchanged()).iterator().next().getLong(0)) {
            throw new SkeinException(
                    StandardErrorCode.TRANSACTION_CONFLICT,
                    "Rows of " + staging.targetTable().schema() + "." + staging.target()
                            + " were changed by others after they had been read; nothing is changed");
        }
        List<String> statements = new ArrayList<>();
        // New rows may have the keys of those that go.
        Stream.of(RowChange.DELETE, RowChange.UPDATE, RowChange.INSERT)
                .filter(kinds::contains)
                .forEach(kind -> statements.add(statement(kind)));
        statements.add("DROP TABLE " + staged());
        return String.join("; ", statements);
    }

    /** How many of the rows to be changed are as they were read. */
    private String unchanged() {
        return "SELECT count(*) FROM " + target() + " AS t, " + staged() + " AS s WHERE s." + CHANGE + " <> "
                + RowChange.INSERT.code() + " AND " + same();
    }

    private String statement(RowChange kind) {
        return switch (kind) {
            case DELETE ->
                "DELETE FROM " + target() + " AS t USING " + staged() + " AS s WHERE " + is(kind) + " AND " + same();
            case UPDATE ->
                "UPDATE " + target() + " AS t SET " + assignments() + " FROM " + staged() + " AS s WHERE " + is(kind)
                        + " AND " + same();
            case INSERT -> {
                String columns = String.join(", ", columns(staging.changed().inserted()));
                yield "INSERT INTO " + target() + " (" + columns + ") SELECT " + columns + " FROM " + staged()
                        + " AS s WHERE " + is(kind);
            }
        };
    }

    private String assignments() {
        return columns(staging.changed().updated()).stream()
                .map(column -> column + " = s." + column)
                .collect(Collectors.joining(", "));
    }

    private List<String> columns(Collection<String> names) {
        return staging.rows().columns().stream()
                .filter(column -> names.contains(column.name()))
                .map(RemoteColumn::expression)
                .toList();
    }

    private static String is(RowChange change) {
        return "s." + CHANGE + " = " + change.code();
    }

    private static String same() {
        return PostgresRows.same("t", "s." + FILE, "s." + POSITION);
    }

    private String staged() {
        return dialect.name(staging.table());
    }

    private String target() {
        return dialect.name(staging.targetTable());
    }
}
