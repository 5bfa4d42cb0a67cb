package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.file.FileTrees;
import io.skein.connector.iceberg.file.LocalPaths;
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
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.jdbc.JdbcCatalog;

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
        if (schema.isEmpty() || schema.contains(".")) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "Not a schema name for Iceberg: '" + schema + "'");
        }
        Map<String, String> stored = SchemaLocation.stored(properties, warehouse.directory());
        Failures.changing(schema, () -> {
            try {
                warehouse.catalog().createNamespace(Namespace.of(schema), stored);
            } catch (AlreadyExistsException exists) {
                throw new SkeinException(
                        StandardErrorCode.SCHEMA_ALREADY_EXISTS, "Schema '" + schema + "' already exists", exists);
            }
        });
    }

    @Override
    public void dropSchema(String schema, boolean cascade) {
        JdbcCatalog catalog = warehouse.catalog();
        Namespace namespace = Namespace.of(schema);
        Failures.changing(schema, () -> {
            if (!catalog.namespaceExists(namespace)) {
                throw new SkeinException(StandardErrorCode.SCHEMA_NOT_FOUND, "Schema '" + schema + "' does not exist");
            }
            if (cascade) {
                catalog.listTables(namespace).forEach(this::drop);
            }
            try {
                catalog.dropNamespace(namespace);
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
                () -> newTables.builder(table.name(), planned).create());
    }

    @Override
    public void replaceTable(TableMetadata table) {
        NewTable planned = newTables.plan(table, warehouse.find(table.name()));
        Failures.changing(
                table.name().toString(),
                () -> newTables
                        .builder(table.name(), planned)
                        .createOrReplaceTransaction()
                        .commitTransaction());
    }

    @Override
    public void dropTable(TableHandle table) {
        Failures.changing(table.name().toString(), () -> {
            if (!drop(Warehouse.identifier(table.name()))) {
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
                        .renameTable(Warehouse.identifier(table.name()), Warehouse.identifier(newName)));
    }

    @Override
    public void changeTable(TableHandle table, TableChange change) {
        Failures.changing(
                table.name().toString(),
                () -> new TableChanges(
                                newTables.catalog(), warehouse.catalog().loadTable(Warehouse.identifier(table.name())))
                        .make(change));
    }

    private boolean drop(TableIdentifier table) {
        SchemaTableName name = new SchemaTableName(table.namespace().level(0), table.name());
        Optional<Path> location = warehouse
                .find(name)
                .map(version -> LocalPaths.of(version.table().location()));
        boolean dropped = warehouse.catalog().dropTable(table, true);
        location.filter(path -> dropped && path.startsWith(warehouse.directory()))
                .ifPresent(IcebergDefinition::tidy);
        return dropped;
    }

    /** The library deletes the files and leaves their directories. */
    private static void tidy(Path directory) {
        try {
            FileTrees.deleteEmpty(directory);
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "Directories of a dropped table are left in " + directory, failure);
        }
    }
}
