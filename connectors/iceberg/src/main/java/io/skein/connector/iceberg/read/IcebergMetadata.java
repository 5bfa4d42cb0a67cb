package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.analyze.ExtendedStatistics;
import io.skein.connector.iceberg.metadata.MetadataTableName;
import io.skein.connector.iceberg.metadata.MetadataTables;
import io.skein.connector.iceberg.table.Failures;
import io.skein.connector.iceberg.table.HiddenTables;
import io.skein.connector.iceberg.table.IcebergTypes;
import io.skein.connector.iceberg.table.Recent;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.KnownAggregate;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.VersionPointer;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;

/** Schemas, tables and their statistics. A handle stands for one version of the table, so a statement sees one snapshot. */
public final class IcebergMetadata implements ConnectorMetadata {
    private static final int RECENT_STATISTICS = 500;

    private final Warehouse warehouse;
    private final FileTasks tasks;
    private final MetadataTables metadataTables;
    private final ExtendedStatistics extended;
    private final Recent<StatisticsKey, TableStatistics> statistics = new Recent<>(RECENT_STATISTICS);

    public IcebergMetadata(
            Warehouse warehouse, FileTasks tasks, MetadataTables metadataTables, ExtendedStatistics extended) {
        this.extended = extended;
        this.warehouse = warehouse;
        this.tasks = tasks;
        this.metadataTables = metadataTables;
    }

    @Override
    public List<String> schemas() {
        return Failures.reading("the warehouse", () -> warehouse.tableCatalog().schemas());
    }

    @Override
    public List<SchemaTableName> tables(Optional<String> schema) {
        List<String> schemas = schema.map(List::of).orElseGet(this::schemas);
        return Failures.reading(
                "the warehouse",
                () -> schemas.stream().flatMap(name -> tables(name).stream()).toList());
    }

    @Override
    public Optional<TableHandle> table(SchemaTableName name) {
        Optional<MetadataTableName> metadata = MetadataTableName.of(name);
        return metadata.isPresent()
                ? metadataTables.find(metadata.get())
                : warehouse.find(name).map(TableVersion::handle);
    }

    @Override
    public Optional<TableHandle> table(SchemaTableName name, VersionPointer version) {
        if (MetadataTableName.of(name).isPresent()) {
            return ConnectorMetadata.super.table(name, version);
        }
        return warehouse.find(name).map(table -> TimeTravel.to(table, version));
    }

    @Override
    public TableMetadata tableMetadata(TableHandle table) {
        return MetadataTables.isMetadata(table)
                ? metadataTables.shape(table)
                : warehouse.version(table).shape();
    }

    @Override
    public Type storedType(Type type) {
        return IcebergTypes.toTrino(IcebergTypes.toIceberg(type, new AtomicInteger()::incrementAndGet));
    }

    @Override
    public TableStatistics statistics(TableHandle table, Constraint constraint) {
        if (MetadataTables.isMetadata(table)) {
            return TableStatistics.UNKNOWN;
        }
        return statistics.of(new StatisticsKey(table, constraint), key -> {
            TableVersion version = warehouse.version(table);
            return version.reading(() -> new FileStatistics(version, tasks, extended).estimate(constraint));
        });
    }

    @Override
    public Optional<List<Optional<Object>>> known(TableHandle table, List<KnownAggregate> aggregates) {
        if (MetadataTables.isMetadata(table)) {
            return Optional.empty();
        }
        TableVersion version = warehouse.version(table);
        return version.reading(() -> new KnownAggregates(version, tasks).of(aggregates));
    }

    private List<SchemaTableName> tables(String schema) {
        try {
            return warehouse.catalog().listTables(warehouse.namespace(schema)).stream()
                    .filter(identifier -> !HiddenTables.isHidden(identifier.name()))
                    .map(identifier -> new SchemaTableName(schema, identifier.name()))
                    .sorted(java.util.Comparator.comparing(SchemaTableName::table))
                    .toList();
        } catch (NoSuchNamespaceException gone) {
            return List.of();
        }
    }

    private record StatisticsKey(TableHandle table, Constraint constraint) {}
}
