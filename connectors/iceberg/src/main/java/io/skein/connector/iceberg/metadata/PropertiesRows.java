package io.skein.connector.iceberg.metadata;

import io.skein.spi.connector.ColumnMetadata;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** {@code $properties}: what the table keeps, and some of what it is, under the names that other engines show it by. */
final class PropertiesRows implements MetadataRows {
    private final BaseTable table;

    PropertiesRows(BaseTable table) {
        this.table = table;
    }

    @Override
    public List<ColumnMetadata> columns() {
        return List.of(
                MetadataRows.column("key", MetadataTypes.VARCHAR), MetadataRows.column("value", MetadataTypes.VARCHAR));
    }

    @Override
    public CloseableIterable<Object[]> rows() {
        return CloseableIterable.withNoopClose(properties().entrySet().stream()
                .map(property -> new Object[] {property.getKey(), property.getValue()})
                .toList());
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(table.properties());
        TableMetadata metadata = table.operations().current();
        @Nullable Snapshot current = table.currentSnapshot();
        properties.put(
                "format",
                "iceberg/"
                        + metadata.property(
                                        TableProperties.DEFAULT_FILE_FORMAT,
                                        TableProperties.DEFAULT_FILE_FORMAT_DEFAULT)
                                .toUpperCase(Locale.ENGLISH));
        properties.put("provider", "iceberg");
        properties.put("current-snapshot-id", current == null ? "none" : String.valueOf(current.snapshotId()));
        properties.put("location", table.location());
        properties.put("format-version", String.valueOf(metadata.formatVersion()));
        SortOrder order = table.sortOrder();
        if (order.isSorted()) {
            properties.put("sort-order", SortOrderText.of(order));
        }
        return properties;
    }
}
