package io.skein.connector.mariadb;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.query.Comparison;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.connector.sql.write.Staging;
import io.skein.connector.sql.write.StagingSteps;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.connector.PageSink;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/**
 * Staging where DDL is no part of a transaction. The rows arrive together with one row less in the staging table, which tells afterwards whether they have; a new
 * table by being renamed, which is atomic.
 */
record MariaDbStaging(Database database, TypeMapping types, MariaDbDialect dialect) implements StagingSteps {
    private static final System.Logger LOGGER = System.getLogger(MariaDbStaging.class.getName());

    @Override
    public RemoteColumn column(ColumnMetadata column) {
        return new RemoteColumn(
                column.name(),
                dialect.quoted(column.name()),
                types.declaration(column.type()),
                column.type(),
                Comparison.NULLS);
    }

    @Override
    public void createLike(RemoteSession session, Staging staging) {
        checkTransactions(session, staging.targetTable());
        session.run("CREATE TABLE " + name(staging.table()) + " ENGINE = InnoDB AS SELECT " + staging.columns()
                + " FROM " + name(staging.targetTable()) + " LIMIT 0");
    }

    /** Without transactions a write that fails would leave the rows before its failure. */
    private static void checkTransactions(RemoteSession session, RemoteTable target) {
        boolean without = RemoteTables.stream(RemoteTables.ask(session, CatalogQueries.size(target)))
                .anyMatch(row -> row.getString("transactions").equals("NO"));
        if (without) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "The engine of " + target.schema() + "." + target.table()
                            + " has no transactions, so that it cannot be written all at once");
        }
    }

    @Override
    public String begin() {
        return "START TRANSACTION";
    }

    @Override
    public void move(RemoteSession session, Staging staging) {
        if (staging.kind() == Staging.Kind.INSERT) {
            session.run("INSERT INTO " + name(staging.targetTable()) + " (" + staging.columns() + ") SELECT "
                    + staging.columns() + " FROM " + name(staging.table()));
            session.run("DELETE FROM " + name(staging.table()) + " LIMIT 1");
        }
    }

    @Override
    public void conclude(RemoteSession session, Staging staging) {
        switch (staging.kind()) {
            case INSERT -> {
                session.commit();
                drop(session, staging);
            }
            case CREATE -> {
                session.run("RENAME TABLE " + name(staging.table()) + " TO " + name(staging.targetTable()));
                session.commit();
            }
        }
    }

    /** What happens to it does not matter any more to the write. */
    private void drop(RemoteSession session, Staging staging) {
        try {
            session.run("DROP TABLE " + name(staging.table()));
        } catch (SkeinException left) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "The table {0} is left: {1}",
                    name(staging.table()),
                    left.getMessage());
        }
    }

    @Override
    public boolean stillThere(RemoteSession session, Staging staging, long rows) {
        return switch (staging.kind()) {
            case INSERT -> {
                session.begin("START TRANSACTION");
                // It waits for the row that a transaction is about to delete.
                long found = session.run("SELECT count(*) FROM " + name(staging.table()) + " FOR UPDATE")
                        .iterator()
                        .next()
                        .getLong(0);
                session.commit();
                if (found < rows || rows == 0) {
                    drop(session, staging);
                    yield false;
                }
                yield true;
            }
            case CREATE -> exists(session, staging.table());
            case CHANGE -> throw new IllegalStateException("Rows of MariaDB are not changed one by one");
        };
    }

    private boolean exists(RemoteSession session, RemoteTable table) {
        try {
            session.run("SELECT 1 FROM " + name(table) + " LIMIT 1");
            return true;
        } catch (SkeinException failure) {
            if (RemoteFailures.number(failure).orElse(0) == MariaDbErrors.NO_SUCH_TABLE) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public PageSink sink(Staging staging) {
        return new MariaDbPageSink(database, staging, dialect);
    }

    private String name(RemoteTable table) {
        return dialect.name(table);
    }
}
