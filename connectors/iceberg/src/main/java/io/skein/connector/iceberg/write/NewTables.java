package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.file.Locations;
import io.skein.connector.iceberg.table.PropertyChanges;
import io.skein.connector.iceberg.table.PropertyRules;
import io.skein.connector.iceberg.table.TableFields;
import io.skein.connector.iceberg.table.TableOptions;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.types.TypeUtil;

/** Plans tables: their field ids, and where they will be. Each new table has a directory of its own, under the warehouse. */
public final class NewTables {
    private final PropertyRules rules;
    private final Warehouse warehouse;

    public NewTables(PropertyRules rules, Warehouse warehouse) {
        this.rules = rules;
        this.warehouse = warehouse;
    }

    PropertyRules rules() {
        return rules;
    }

    /** Changes of the properties of a table that is there. */
    PropertyChanges changes(Table table) {
        return new PropertyChanges(rules, table, warehouse.storage()::normalized);
    }

    NewTable plan(TableMetadata table, Optional<TableVersion> replaced) {
        Map<String, String> schemaProperties = schemaProperties(table.name().schema());
        Schema schema = withFinalIds(TableFields.schema(table.columns()), replaced);
        TableOptions options = TableOptions.parse(rules, table, schema, warehouse.storage()::normalized);
        String location = options.location()
                .map(this::ownLocation)
                .orElseGet(() -> defaultLocation(table.name(), schema, schemaProperties));
        return new NewTable(
                schema, options.partitioning(), options.sorting(), location, options.stored(table.comment()));
    }

    Catalog.TableBuilder builder(SchemaTableName name, NewTable table) {
        return warehouse
                .catalog()
                .buildTable(warehouse.identifier(name), table.schema())
                .withPartitionSpec(table.partitioning())
                .withSortOrder(table.sorting())
                .withLocation(table.location())
                .withProperties(table.properties());
    }

    /** The ids that the library will give out: the same algorithm over the same columns. */
    private static Schema withFinalIds(Schema schema, Optional<TableVersion> replaced) {
        if (replaced.isEmpty()) {
            AtomicInteger ids = new AtomicInteger();
            return TypeUtil.assignFreshIds(schema, ids::incrementAndGet);
        }
        org.apache.iceberg.TableMetadata before =
                replaced.get().table().operations().current();
        AtomicInteger ids = new AtomicInteger(before.lastColumnId());
        return TypeUtil.assignFreshIds(schema, before.schema(), ids::incrementAndGet);
    }

    private Map<String, String> schemaProperties(String schema) {
        try {
            return warehouse.namespaces().loadNamespaceMetadata(warehouse.namespace(schema));
        } catch (NoSuchNamespaceException missing) {
            throw new SkeinException(
                    StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '" + schema + "' does not exist", missing);
        }
    }

    private String defaultLocation(SchemaTableName name, Schema columns, Map<String, String> schemaProperties) {
        String configured = schemaProperties.getOrDefault(SchemaOptions.LOCATION, "");
        String directory = configured.isEmpty()
                ? warehouse.tableCatalog().defaultDirectory(name, columns)
                : warehouse.storage().normalized(configured);
        String unique = UUID.randomUUID().toString().replace("-", "");
        return Locations.in(directory, Locations.name(name.table()) + "-" + unique);
    }

    private String ownLocation(String wanted) {
        String location = rules.own(warehouse.storage().normalized(wanted));
        try {
            if (!warehouse.storage().isVacant(location)) {
                throw new SkeinException(
                        StandardErrorCode.INVALID_TABLE_PROPERTY,
                        "Cannot create a table on a non-empty location: " + location);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return location;
    }
}
