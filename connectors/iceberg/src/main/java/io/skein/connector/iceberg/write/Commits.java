package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;

/** Commits written files: one snapshot, all or nothing. The library repeats an append that lost a race. */
final class Commits {
    private final Warehouse warehouse;
    private final NewTables newTables;

    Commits(Warehouse warehouse, NewTables newTables) {
        this.warehouse = warehouse;
        this.newTables = newTables;
    }

    void create(SchemaTableName name, OngoingWrite.Create create, List<WrittenFile> files) {
        Catalog.TableBuilder builder = newTables.builder(name, create.table());
        Transaction transaction = switch (create.existing()) {
            case REFUSE -> builder.createTransaction();
            case REPLACE -> builder.createOrReplaceTransaction();
        };
        Schema schema = transaction.table().schema();
        if (!schema.sameSchema(create.table().schema())) {
            throw new SkeinException(
                    StandardErrorCode.TRANSACTION_CONFLICT, "Table '" + name + "' was changed while it was written");
        }
        if (!files.isEmpty()) {
            append(transaction.newAppend(), transaction.table(), files);
        }
        transaction.commitTransaction();
    }

    void insert(SchemaTableName name, OngoingWrite.Insert insert, List<WrittenFile> files) {
        Table table = sameTable(warehouse, name, insert.table());
        if (!files.isEmpty()) {
            append(table.newAppend(), table, files);
        }
    }

    void change(SchemaTableName name, OngoingWrite.Change change, List<WrittenFile> files) {
        Table table = sameTable(warehouse, name, change.table());
        if (!files.isEmpty()) {
            new RowDeltas(table, warehouse.version(name, change.version())).commit(change, files);
        }
    }

    /** The table as it is now, which must not be another of the same name. */
    static Table sameTable(Warehouse warehouse, SchemaTableName name, UUID id) {
        Table table = warehouse.catalog().loadTable(warehouse.identifier(name));
        if (!table.uuid().equals(id)) {
            throw new SkeinException(
                    StandardErrorCode.TRANSACTION_CONFLICT, "Table '" + name + "' was replaced while it was written");
        }
        return table;
    }

    private static void append(AppendFiles append, Table table, List<WrittenFile> files) {
        DataFileMaker maker = new DataFileMaker(table.schema(), table.spec());
        for (WrittenFile file : files) {
            switch (file.content()) {
                case WrittenFile.Content.Data data -> append.appendFile(maker.dataFile(file, data));
                case WrittenFile.Content.Deletes _ ->
                    throw new SkeinException(
                            StandardErrorCode.CONNECTOR_COMMIT_ERROR, "A sink deletes rows in a write of new ones");
            }
        }
        append.commit();
    }
}
