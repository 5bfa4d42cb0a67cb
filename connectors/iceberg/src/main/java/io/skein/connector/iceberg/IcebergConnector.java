package io.skein.connector.iceberg;

import io.skein.connector.iceberg.read.FileTasks;
import io.skein.connector.iceberg.read.IcebergMetadata;
import io.skein.connector.iceberg.read.IcebergSplitManager;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.connector.iceberg.write.FileTargets;
import io.skein.connector.iceberg.write.IcebergDefinition;
import io.skein.connector.iceberg.write.IcebergRowChanges;
import io.skein.connector.iceberg.write.IcebergWrite;
import io.skein.connector.iceberg.write.NewTables;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.SchemaTableName;
import java.util.Optional;

/** One warehouse: its splits are Parquet files for the kernel, its writes are files from the kernel. */
final class IcebergConnector implements Connector {
    private final Warehouse warehouse;
    private final IcebergMetadata metadata;
    private final IcebergSplitManager splitManager;
    private final IcebergDefinition definition;
    private final IcebergWrite write;
    private final IcebergRowChanges rowChanges;

    IcebergConnector(IcebergConfiguration configuration) {
        this.warehouse = new Warehouse(configuration.tables(), configuration.storage());
        FileTasks tasks = new FileTasks();
        this.metadata = new IcebergMetadata(warehouse, tasks);
        this.splitManager = new IcebergSplitManager(warehouse, tasks);
        NewTables newTables = new NewTables(configuration.catalog(), warehouse);
        this.definition = new IcebergDefinition(warehouse, newTables);
        FileTargets targets = new FileTargets(
                configuration.storage(),
                configuration.targetFileBytes(),
                configuration.compression().kernelName());
        this.write = new IcebergWrite(warehouse, newTables, targets);
        this.rowChanges = new IcebergRowChanges(warehouse, targets);
    }

    @Override
    public ConnectorMetadata metadata() {
        return metadata;
    }

    @Override
    public ConnectorSplitManager splitManager() {
        return splitManager;
    }

    @Override
    public Optional<ConnectorDefinition> definition() {
        return Optional.of(definition);
    }

    @Override
    public Optional<ConnectorWrite> write() {
        return Optional.of(write);
    }

    @Override
    public Optional<ConnectorRowChanges> rowChanges() {
        return Optional.of(rowChanges);
    }

    @Override
    public Optional<ConnectorFiles> files(SchemaTableName table) {
        return warehouse.files(table);
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
