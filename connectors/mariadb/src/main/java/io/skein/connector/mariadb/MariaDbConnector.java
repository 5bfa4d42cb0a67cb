package io.skein.connector.mariadb;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.connector.sql.metadata.RemoteTables;
import io.skein.connector.sql.metadata.SqlMetadata;
import io.skein.connector.sql.query.ConstraintText;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.scan.CursorPageSource;
import io.skein.connector.sql.write.SqlDefinition;
import io.skein.connector.sql.write.StagedWrite;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.ConnectorWrite;
import java.util.Optional;

/** Ties the facets around one pool of connections. */
final class MariaDbConnector implements Connector {
    private static final String READING = "START TRANSACTION READ ONLY";

    private final Database database;
    private final MariaDbSettings settings;
    private final TypeMapping types;
    private final MariaDbDialect dialect;
    private final RemoteTables tables;
    private final SqlDefinition definition;

    MariaDbConnector(MariaDbSettings settings) {
        this.settings = settings;
        this.types =
                new TypeMapping(settings.shared().decimals(), settings.shared().unsupported());
        this.dialect = new MariaDbDialect(settings.shared().decimals());
        this.database = new Database(
                new MariaDbClient(settings.connection()),
                settings.shared().pool(),
                new RemoteFailures(settings.catalog(), settings.url().address(), new MariaDbErrors()));
        this.tables = new RemoteTables(database, settings.shared().matching(), new MariaDbCatalog(types, dialect));
        this.definition = new SqlDefinition(
                database, tables, dialect, new MariaDbDefinitionText(settings.flavor(), types, dialect));
    }

    @Override
    public ConnectorMetadata metadata() {
        return new SqlMetadata(tables, types::stored, new MariaDbStatistics(database, dialect)::of);
    }

    @Override
    public ConnectorSplitManager splitManager() {
        return new MariaDbSplits(
                database,
                new MariaDbConditions(
                        new ConstraintText(dialect, settings.shared().compaction()),
                        settings.shared().compaction()),
                dialect,
                settings.scanSplits());
    }

    @Override
    public Optional<ConnectorPageSourceProvider> pageSourceProvider() {
        return Optional.of((split, columns, allocator) -> new CursorPageSource(
                database, READING, dialect, RemoteQueryCodec.decode(split.data()), columns, allocator));
    }

    @Override
    public Optional<ConnectorDefinition> definition() {
        return Optional.of(definition);
    }

    @Override
    public Optional<ConnectorWrite> write() {
        return Optional.of(new StagedWrite(database, definition, new MariaDbStaging(database, types, dialect)));
    }

    @Override
    public void close() {
        database.close();
    }
}
