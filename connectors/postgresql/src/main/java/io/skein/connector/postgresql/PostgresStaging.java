package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.connector.sql.write.Staging;
import io.skein.connector.sql.write.StagingSteps;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.PageSink;
import io.skein.spi.error.SkeinException;

/** Staging as PostgreSQL does it. The staging table goes in the transaction that moves its rows. */
record PostgresStaging(Database database, TypeMapping types, PostgresDialect dialect) implements StagingSteps {
    @Override
    public RemoteColumn column(ColumnMetadata column) {
        return new RemoteColumn(
                column.name(),
                dialect.quoted(column.name()),
                withoutLength(types.declaration(column.type())),
                column.type(),
                Comparison.NULLS);
    }

    /** A cast to a type with a length would cut what is too long; without, the column's own length fails it. */
    private static String withoutLength(String declaration) {
        String type = declaration.replaceAll("\\(.*?\\)", "");
        return type.startsWith("char") ? type.replace("char", "bpchar") : type;
    }

    /** Should the server lose an unlogged table's rows in a crash, their number is found to be wrong. */
    @Override
    public void createLike(RemoteSession session, Staging staging) {
        session.run("CREATE UNLOGGED TABLE " + name(staging.table()) + " AS SELECT " + staging.columns() + " FROM "
                + name(staging.targetTable()) + " WITH NO DATA");
    }

    @Override
    public String begin() {
        return "BEGIN";
    }

    @Override
    public String begin(Staging staging) {
        return staging.kind() == Staging.Kind.CHANGE ? StagedChange.BEGIN : begin();
    }

    @Override
    public void move(RemoteSession session, Staging staging) {
        session.run(
                switch (staging.kind()) {
                    case CHANGE -> new StagedChange(staging, dialect).statements(session);
                    case INSERT ->
                        "INSERT INTO " + name(staging.targetTable()) + " (" + staging.columns() + ") SELECT "
                                + staging.columns() + " FROM " + name(staging.table()) + "; DROP TABLE "
                                + name(staging.table());
                    case CREATE ->
                        "ALTER TABLE " + name(staging.table()) + " RENAME TO " + dialect.quoted(staging.target());
                });
    }

    @Override
    public void conclude(RemoteSession session, Staging staging) {
        session.commit();
    }

    @Override
    public boolean stillThere(RemoteSession session, Staging staging, long rows) {
        session.begin("BEGIN; SET LOCAL lock_timeout = '10s'");
        try {
            session.run("LOCK TABLE " + name(staging.table()) + " IN ACCESS EXCLUSIVE MODE");
            return true;
        } catch (SkeinException failure) {
            if (RemoteFailures.state(failure)
                    .filter(PostgresErrors.UNDEFINED_TABLE::equals)
                    .isPresent()) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public PageSink sink(Staging staging) {
        return new PostgresPageSink(database, staging, dialect);
    }

    private String name(RemoteTable table) {
        return dialect.name(table);
    }
}
