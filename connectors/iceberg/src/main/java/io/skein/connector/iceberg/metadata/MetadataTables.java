package io.skein.connector.iceberg.metadata;

import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.Split;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.MetadataTableType;

/**
 * Metadata tables: a handle is that of the table under the metadata table's name; one split each, which is the name and the handle's data, or the rows where
 * a worker could not find them out.
 */
public final class MetadataTables implements ConnectorPageSourceProvider {
    private final Warehouse warehouse;
    private final UpkeepReport upkeep;

    public MetadataTables(Warehouse warehouse, UpkeepReport upkeep) {
        this.warehouse = warehouse;
        this.upkeep = upkeep;
    }

    /** The metadata table of this name, if its table is there. */
    public Optional<TableHandle> find(MetadataTableName name) {
        return warehouse
                .find(name.table())
                .map(version -> new TableHandle(
                        new SchemaTableName(
                                name.table().schema(),
                                name.table().table() + "$" + name.kind().name().toLowerCase(Locale.ENGLISH)),
                        version.handle().data()));
    }

    /** Whether the handle is one of a metadata table. */
    public static boolean isMetadata(TableHandle table) {
        return MetadataTableName.of(table.name()).isPresent();
    }

    public TableMetadata shape(TableHandle table) {
        return new TableMetadata(table.name(), rows(table).columns(), Map.of(), Optional.empty());
    }

    public Split split(TableHandle table) {
        String data = table.name().schema()
                + '\n'
                + table.name().table()
                + '\n'
                + (isUpkeep(table.name())
                        ? UpkeepRows.encode(upkeep.rows(tableOf(table.name()), warehouse.version(table)))
                        : new String(table.data(), StandardCharsets.UTF_8));
        return new Split.PageSplit(data.getBytes(StandardCharsets.UTF_8), 0, 0);
    }

    @Override
    public PageSource open(Split.PageSplit split, List<ColumnHandle> columns, BufferAllocator allocator) {
        String[] parts = new String(split.data(), StandardCharsets.UTF_8).split("\n", 3);
        SchemaTableName name = new SchemaTableName(parts[0], parts[1]);
        MetadataRows rows = isUpkeep(name)
                ? UpkeepRows.decode(parts[2])
                : rows(new TableHandle(name, parts[2].getBytes(StandardCharsets.UTF_8)));
        return new RowsPageSource(rows, columns, allocator);
    }

    private static boolean isUpkeep(SchemaTableName name) {
        return MetadataTableName.of(name).orElseThrow().kind() == MetadataTableName.Kind.UPKEEP;
    }

    private static SchemaTableName tableOf(SchemaTableName name) {
        return MetadataTableName.of(name).orElseThrow().table();
    }

    private MetadataRows rows(TableHandle handle) {
        TableVersion version = warehouse.version(handle);
        BaseTable table = version.table();
        return switch (MetadataTableName.of(handle.name()).orElseThrow().kind()) {
            case PROPERTIES -> new PropertiesRows(table);
            case HISTORY -> new HistoryRows(table);
            case SNAPSHOTS -> new SnapshotsRows(table);
            case MANIFESTS -> new ManifestRows(table);
            case ALL_MANIFESTS -> new AllManifestRows(table);
            case PARTITIONS -> new PartitionsRows(table);
            case FILES -> new FilesRows(table);
            case ENTRIES -> new EntriesRows(table, MetadataTableType.ENTRIES);
            case ALL_ENTRIES -> new EntriesRows(table, MetadataTableType.ALL_ENTRIES);
            case REFS -> new RefsRows(table);
            case METADATA_LOG_ENTRIES -> new MetadataLogRows(table);
            case UPKEEP -> UpkeepRows.none();
        };
    }
}
