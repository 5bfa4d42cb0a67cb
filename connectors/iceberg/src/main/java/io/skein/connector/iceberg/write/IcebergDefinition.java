package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.file.Locations;
import io.skein.connector.iceberg.table.Attempts;
import io.skein.connector.iceberg.table.Failures;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ConnectorDefinition;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableChange;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;

/** DDL. A dropped table's files go with it. */
public final class IcebergDefinition implements ConnectorDefinition {
    private static final System.Logger LOG = System.getLogger(IcebergDefinition.class.getName());

    private final Warehouse warehouse;
    private final NewTables newTables;

    public IcebergDefinition(Warehouse warehouse, NewTables newTables) {
        this.warehouse = warehouse;
        this.newTables = newTables;
    }

    @Override
    public void createSchema(String schema, Map<String, String> properties) {
        if (schema.isEmpty() || warehouse.namespace(schema).length() == 1 && schema.contains(".")) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "Not a schema name for Iceberg: '" + schema + "'");
        }
        Map<String, String> stored = SchemaOptions.stored(properties, warehouse, newTables.rules());
        Failures.changing(schema, () -> {
            try {
                warehouse.namespaces().createNamespace(warehouse.namespace(schema), new HashMap<>(stored));
            } catch (AlreadyExistsException exists) {
                throw new SkeinException(
                        StandardErrorCode.SCHEMA_ALREADY_EXISTS, "Schema '" + schema + "' already exists", exists);
            }
        });
    }

    @Override
    public void dropSchema(String schema, boolean cascade) {
        SupportsNamespaces namespaces = warehouse.namespaces();
        Namespace namespace = warehouse.namespace(schema);
        Failures.changing(schema, () -> {
            if (!namespaces.namespaceExists(namespace)) {
                throw new SkeinException(StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '" + schema + "' does not exist");
            }
            if (cascade) {
                if (warehouse.catalog() instanceof ViewCatalog views) {
                    views.listViews(namespace).forEach(views::dropView);
                }
                warehouse
                        .catalog()
                        .listTables(namespace)
                        .forEach(table -> drop(new SchemaTableName(schema, table.name())));
            }
            try {
                namespaces.dropNamespace(namespace);
            } catch (NamespaceNotEmptyException occupied) {
                throw new SkeinException(
                        StandardErrorCode.SCHEMA_NOT_EMPTY, "Cannot drop non-empty schema '" + schema + "'", occupied);
            }
        });
    }

    @Override
    public void renameSchema(String schema, String newName) {
        throw new SkeinException(
                StandardErrorCode.NOT_SUPPORTED, "renameNamespace is not supported for Iceberg JDBC catalogs");
    }

    @Override
    public void createTable(TableMetadata table) {
        NewTable planned = newTables.plan(table, Optional.empty());
        Failures.changing(
                table.name().toString(),
                () -> commitEmpty(newTables.builder(table.name(), planned).createTransaction()));
    }

    @Override
    public void replaceTable(TableMetadata table) {
        NewTable planned = newTables.plan(table, warehouse.find(table.name()));
        Failures.changing(
                table.name().toString(),
                () -> commitEmpty(newTables.builder(table.name(), planned).createOrReplaceTransaction()));
    }

    /** A new table begins with a snapshot of no rows, which can be gone back to. */
    private static void commitEmpty(Transaction transaction) {
        transaction.newFastAppend().commit();
        transaction.commitTransaction();
    }

    @Override
    public void dropTable(TableHandle table) {
        Failures.changing(table.name().toString(), () -> {
            if (!drop(table.name())) {
                throw new SkeinException(
                        StandardErrorCode.TABLE_NOT_FOUND, "Table '" + table.name() + "' does not exist");
            }
        });
    }

    @Override
    public void renameTable(TableHandle table, SchemaTableName newName) {
        Failures.changing(
                newName.toString(),
                () -> warehouse
                        .catalog()
                        .renameTable(warehouse.identifier(table.name()), warehouse.identifier(newName)));
    }

    @Override
    public void changeTable(TableHandle table, TableChange change) {
        Failures.changing(
                table.name().toString(),
                () -> Attempts.repeat(
                        CommitFailedException.class,
                        () -> new TableChanges(
                                        newTables, warehouse.catalog().loadTable(warehouse.identifier(table.name())))
                                .make(change)));
    }

    private boolean drop(SchemaTableName name) {
        Optional<String> location = warehouse
                .find(name)
                .map(version -> warehouse.storage().normalized(version.table().location()));
        boolean dropped = warehouse.catalog().dropTable(warehouse.identifier(name), true);
        location.filter(directory -> dropped
                        && warehouse
                                .directory()
                                .filter(all -> Locations.isUnder(directory, all))
                                .isPresent())
                .ifPresent(this::tidy);
        return dropped;
    }

    /** The library deletes the files and leaves their directories. */
    private void tidy(String directory) {
        try {
            warehouse.storage().deleteEmptyDirectories(directory);
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "Directories of a dropped table are left in " + directory, failure);
        }
    }
}
