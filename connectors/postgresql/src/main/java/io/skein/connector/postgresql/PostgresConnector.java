package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.PoolSettings;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.metadata.SqlMetadata;
import io.skein.connector.sql.pushdown.SqlPushdown;
import io.skein.connector.sql.query.ConstraintText;
import io.skein.connector.sql.scan.CursorPageSource;
import io.skein.connector.sql.write.SqlDefinition;
import io.skein.connector.sql.write.StagedWrite;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.ConnectorProcedures;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.pushdown.ConnectorPushdown;
import java.time.Duration;
import java.util.Optional;

/** Ties the facets around one pool of connections. */
final class PostgresConnector implements Connector {
    private final Database database;
    private final PostgresDialect dialect;
    private final RemoteTables tables;
    private final SqlDefinition definition;
    private final PostgresSplits splits;
    private final PostgresSettings settings;

    PostgresConnector(PostgresSettings settings, PoolSettings pool) {
        this.settings = settings;
        this.dialect = new PostgresDialect(settings.types().decimals());
        this.database = new Database(
                new PostgresClient(settings.connection()),
                pool,
                new RemoteFailures(settings.catalog(), settings.url().address(), PostgresErrors::code));
        this.tables = new RemoteTables(
                database,
                settings.shared().matching(),
                new PostgresCatalog(settings.types(), dialect, settings.systemTables()));
        this.definition = new SqlDefinition(database, tables, dialect, new TableText(settings.types(), dialect));
        this.splits = new PostgresSplits(
                database,
                new ConstraintText(dialect, settings.shared().compaction()),
                settings.scanSplits(),
                pool.maximum() / 2);
    }

    @Override
    public ConnectorMetadata metadata() {
        return new SqlMetadata(tables, settings.types()::stored, new PostgresStatistics(database, dialect)::of);
    }

    @Override
    public Duration dynamicFilterWait() {
        return settings.shared().dynamicFilterWait();
    }

    @Override
    public ConnectorSplitManager splitManager() {
        return splits;
    }

    @Override
    public Optional<ConnectorPageSourceProvider> pageSourceProvider() {
        return Optional.of((split, columns, allocator) -> {
            PostgresSplit part = PostgresSplit.decode(split.data());
            return new CursorPageSource(
                    database, ScanTransaction.text(part.snapshot()), dialect, part.query(), columns, allocator);
        });
    }

    @Override
    public Optional<ConnectorPushdown> pushdown() {
        return Optional.of(new SqlPushdown(
                dialect,
                new PostgresFunctions(dialect),
                new ConstraintText(dialect, settings.shared().compaction())));
    }

    @Override
    public Optional<ConnectorDefinition> definition() {
        return Optional.of(definition);
    }

    @Override
    public Optional<ConnectorWrite> write() {
        return Optional.of(
                new StagedWrite(database, definition, new PostgresStaging(database, settings.types(), dialect)));
    }

    @Override
    public Optional<ConnectorRowChanges> rowChanges() {
        return Optional.of(new PostgresRowChanges(database, dialect));
    }

    @Override
    public Optional<ConnectorProcedures> procedures() {
        return Optional.of(new PostgresProcedures(database, tables));
    }

    @Override
    public void close() {
        database.close();
    }
}
