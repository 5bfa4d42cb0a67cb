package io.skein.connector.iceberg.hive;

import io.trino.hive.thrift.metastore.InvalidOperationException;
import io.trino.hive.thrift.metastore.NoSuchObjectException;
import io.trino.hive.thrift.metastore.Table;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.view.BaseMetastoreViewCatalog;
import org.apache.iceberg.view.ViewOperations;
import org.apache.thrift.TException;
import org.jspecify.annotations.Nullable;

/** The library's catalog over a metastore: tables and views, both of Iceberg only. */
final class HiveCatalog extends BaseMetastoreViewCatalog {
    private final Metastore metastore;
    private final boolean locking;
    private final FileIO files;
    private final UnaryOperator<String> directories;

    /** @param directories the directory of each schema */
    HiveCatalog(Metastore metastore, boolean locking, FileIO files, UnaryOperator<String> directories) {
        this.metastore = metastore;
        this.locking = locking;
        this.files = files;
        this.directories = directories;
    }

    @Override
    public String name() {
        return "hive";
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier table) {
        return new HiveTableOperations(metastore, locking, table.namespace().level(0), table.name(), files);
    }

    @Override
    protected ViewOperations newViewOps(TableIdentifier view) {
        return new HiveViewOperations(metastore, locking, view.namespace().level(0), view.name(), files);
    }

    @Override
    protected String defaultWarehouseLocation(TableIdentifier table) {
        return directories.apply(table.namespace().level(0)) + "/" + table.name();
    }

    @Override
    public List<TableIdentifier> listTables(Namespace namespace) {
        return list(namespace, Entries::isTable);
    }

    @Override
    public List<TableIdentifier> listViews(Namespace namespace) {
        return list(namespace, Entries::isView);
    }

    private List<TableIdentifier> list(Namespace namespace, Predicate<Table> kind) {
        return metastore.entries(namespace.level(0)).stream()
                .filter(kind)
                .map(entry -> TableIdentifier.of(namespace, entry.getTableName()))
                .toList();
    }

    @Override
    public boolean dropTable(TableIdentifier table, boolean purge) {
        TableOperations operations = newTableOps(table);
        @Nullable TableMetadata last = purge ? operations.current() : null;
        if (!drop(table, Entries::isTable)) {
            return false;
        }
        if (last != null) {
            CatalogUtil.dropTableData(operations.io(), last);
        }
        return true;
    }

    @Override
    public boolean dropView(TableIdentifier view) {
        return drop(view, Entries::isView);
    }

    private boolean drop(TableIdentifier identifier, Predicate<Table> kind) {
        String database = identifier.namespace().level(0);
        if (metastore.entry(database, identifier.name()).filter(kind).isEmpty()) {
            return false;
        }
        try {
            return metastore.changing(client -> {
                client.dropTable(database, identifier.name(), false);
                return true;
            });
        } catch (NoSuchObjectException gone) {
            return false;
        } catch (TException failure) {
            throw metastore.failed(failure);
        }
    }

    @Override
    public void renameTable(TableIdentifier from, TableIdentifier to) {
        if (!rename(from, to, Entries::isTable)) {
            throw new NoSuchTableException("Table does not exist: %s", from);
        }
    }

    @Override
    public void renameView(TableIdentifier from, TableIdentifier to) {
        if (!rename(from, to, Entries::isView)) {
            throw new NoSuchViewException("View does not exist: %s", from);
        }
    }

    private boolean rename(TableIdentifier from, TableIdentifier to, Predicate<Table> kind) {
        String database = from.namespace().level(0);
        List<Table> found =
                metastore.entry(database, from.name()).filter(kind).stream().toList();
        if (found.isEmpty()) {
            return false;
        }
        if (metastore.entry(to.namespace().level(0), to.name()).isPresent()) {
            throw new AlreadyExistsException("Already exists: %s", to);
        }
        Table entry = found.getFirst().setDbName(to.namespace().level(0)).setTableName(to.name());
        try {
            return metastore.changing(client -> {
                client.alterTable(database, from.name(), entry);
                return true;
            });
        } catch (InvalidOperationException refused) {
            throw HiveErrorCode.HIVE_METASTORE_ERROR.because("Cannot rename " + from + " to " + to, refused);
        } catch (TException failure) {
            throw metastore.failed(failure);
        }
    }
}
