package io.skein.connector.iceberg;

import io.skein.connector.iceberg.adopt.AddFiles;
import io.skein.connector.iceberg.analyze.IcebergAnalysis;
import io.skein.connector.iceberg.maintain.IcebergProcedures;
import io.skein.connector.iceberg.metadata.MetadataTables;
import io.skein.connector.iceberg.read.FileTasks;
import io.skein.connector.iceberg.read.IcebergMetadata;
import io.skein.connector.iceberg.read.IcebergSplitManager;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.connector.iceberg.upkeep.IcebergUpkeep;
import io.skein.connector.iceberg.upkeep.UpkeepState;
import io.skein.connector.iceberg.view.IcebergMaterializedViews;
import io.skein.connector.iceberg.view.IcebergViews;
import io.skein.connector.iceberg.write.FileTargets;
import io.skein.connector.iceberg.write.IcebergDefinition;
import io.skein.connector.iceberg.write.IcebergRowChanges;
import io.skein.connector.iceberg.write.IcebergWrite;
import io.skein.connector.iceberg.write.NewTables;
import io.skein.connector.iceberg.write.Refreshes;
import io.skein.connector.iceberg.write.RewriteGuard;
import io.skein.connector.iceberg.write.Rewrites;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorAnalysis;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.ConnectorFiles;
import io.skein.spi.connector.ConnectorMaterializedViews;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.ConnectorProcedures;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.ConnectorUpkeep;
import io.skein.spi.connector.ConnectorViews;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.WriteHandle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** One warehouse: its splits are Parquet files for the kernel, its writes are files from the kernel; metadata tables are read as pages. */
final class IcebergConnector implements Connector {
    private final Warehouse warehouse;
    private final MetadataTables metadataTables;
    private final IcebergMetadata metadata;
    private final IcebergSplitManager splitManager;
    private final IcebergDefinition definition;
    private final IcebergWrite write;
    private final IcebergAnalysis analysis;
    private final IcebergViews views;
    private final IcebergMaterializedViews materializedViews;
    private final IcebergRowChanges rowChanges;
    private final IcebergProcedures procedures;
    private final IcebergUpkeep upkeep;
    private final Duration dynamicFilterWait;

    IcebergConnector(IcebergConfiguration configuration) {
        this.dynamicFilterWait = configuration.dynamicFilterWait();
        this.warehouse = new Warehouse(configuration.tables(), configuration.storage());
        FileTasks tasks = new FileTasks();
        UpkeepState upkeepState = new UpkeepState(warehouse, configuration.upkeep(), InstantSource.system());
        this.metadataTables = new MetadataTables(warehouse, upkeepState);
        this.metadata = new IcebergMetadata(
                warehouse, tasks, metadataTables, configuration.features().statistics());
        this.splitManager = new IcebergSplitManager(warehouse, tasks, metadataTables);
        this.upkeep = new IcebergUpkeep(warehouse, metadata, upkeepState);
        NewTables newTables = new NewTables(configuration.properties(), warehouse);
        this.definition = new IcebergDefinition(warehouse, newTables);
        this.analysis = new IcebergAnalysis(warehouse, configuration.features().statistics());
        FileTargets targets = new FileTargets(
                configuration.storage(),
                configuration.files().targetBytes(),
                configuration.files().compression().kernelName(),
                configuration.files().maximumPartitions(),
                configuration.features().statistics().learnFromWrites()
                        ? WriteHandle.Learning.VALUES
                        : WriteHandle.Learning.NOTHING);
        RewriteGuard guard = new RewriteGuard(warehouse);
        this.write = new IcebergWrite(warehouse, newTables, targets, analysis, guard);
        this.views = new IcebergViews(warehouse);
        this.materializedViews = new IcebergMaterializedViews(
                warehouse,
                definition,
                new Refreshes(warehouse, targets),
                configuration.features().refreshing());
        this.rowChanges = new IcebergRowChanges(warehouse, targets, guard);
        this.procedures = new IcebergProcedures(
                warehouse,
                new Rewrites(warehouse, targets, guard),
                new AddFiles(warehouse, configuration.features().addFiles()),
                configuration.retention());
    }

    @Override
    public Duration dynamicFilterWait() {
        return dynamicFilterWait;
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
    public Optional<ConnectorPageSourceProvider> pageSourceProvider() {
        return Optional.of(metadataTables);
    }

    @Override
    public Optional<ConnectorDefinition> definition() {
        return Optional.of(definition);
    }

    @Override
    public Optional<ConnectorViews> views() {
        return Optional.of(views);
    }

    @Override
    public Optional<ConnectorMaterializedViews> materializedViews() {
        return Optional.of(materializedViews);
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
    public Optional<ConnectorProcedures> procedures() {
        return Optional.of(procedures);
    }

    @Override
    public Optional<ConnectorUpkeep> upkeep() {
        return Optional.of(upkeep);
    }

    @Override
    public Optional<ConnectorAnalysis> analysis() {
        return Optional.of(analysis);
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
