package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.read.RewrittenFiles;
import io.skein.connector.iceberg.table.TablePoint.Precedence;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.DeleteFileSet;
import org.jspecify.annotations.Nullable;

/** Commits written files: one snapshot, all or nothing. The library repeats an append that lost a race. */
final class Commits {
    private final Warehouse warehouse;
    private final NewTables newTables;
    private final RewriteGuard guard;

    Commits(Warehouse warehouse, NewTables newTables, RewriteGuard guard) {
        this.warehouse = warehouse;
        this.newTables = newTables;
        this.guard = guard;
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
        append(transaction.newAppend(), transaction.table(), files);
        transaction.commitTransaction();
    }

    void insert(SchemaTableName name, OngoingWrite.Insert insert, List<WrittenFile> files) {
        Table table = sameTable(warehouse, name, insert.table());
        if (!files.isEmpty()) {
            append(table.newAppend(), table, files);
        }
    }

    void change(SchemaTableName name, OngoingWrite.Change change, List<WrittenFile> files, String directory) {
        Table table = sameTable(warehouse, name, change.table());
        if (!files.isEmpty()) {
            new RowDeltas(table, warehouse.version(name, change.version())).commit(change, files, directory);
        }
    }

    void refresh(SchemaTableName name, OngoingWrite.Refresh refresh, List<WrittenFile> files) {
        Table table = sameTable(warehouse, name, refresh.table());
        DataFileMaker maker = new DataFileMaker(table.schema(), table.spec());
        OverwriteFiles overwrite = table.newOverwrite();
        refresh.kept()
                .ifPresentOrElse(
                        // Another refresh may have added the same rows meanwhile.
                        snapshot -> overwrite
                                .validateFromSnapshot(snapshot)
                                .conflictDetectionFilter(Expressions.alwaysTrue())
                                .validateNoConflictingData()
                                .validateNoConflictingDeletes(),
                        () -> overwrite.overwriteByRowFilter(Expressions.alwaysTrue()));
        files.forEach(file -> overwrite.addFile(dataFile(maker, file)));
        refresh.summary().forEach(overwrite::set);
        overwrite.commit();
    }

    void rewrite(SchemaTableName name, OngoingWrite.Rewrite rewrite, List<WrittenFile> files) {
        Table table = sameTable(warehouse, name, rewrite.table());
        TableVersion read = warehouse.version(new TableHandle(name, rewrite.selected()));
        List<FileScanTask> old = RewrittenFiles.of(read);
        @Nullable Snapshot snapshot = read.table().currentSnapshot();
        if (snapshot == null || old.isEmpty()) {
            return;
        }
        if (read.point().rewrite().orElseThrow().precedence() == Precedence.CHANGES && guard.isWritten(name)) {
            throw new SkeinException(
                    StandardErrorCode.CONNECTOR_COMMIT_ERROR,
                    "The rewrite of " + name + " gives way to a statement that is changing or rewriting its rows");
        }
        RewriteFiles commit = table.newRewrite()
                .validateFromSnapshot(snapshot.snapshotId())
                .dataSequenceNumber(snapshot.sequenceNumber());
        Set<String> rewritten = old.stream().map(task -> task.file().location()).collect(Collectors.toSet());
        old.forEach(task -> commit.deleteFile(task.file()));
        old.stream()
                .flatMap(task -> task.deletes().stream())
                .filter(deletes -> rewritten.contains(deletes.referencedDataFile()))
                .collect(Collectors.toCollection(DeleteFileSet::create))
                .forEach(commit::deleteFile);
        DataFileMaker maker =
                new DataFileMaker(read.table().schema(), read.table().spec());
        files.forEach(file -> commit.addFile(dataFile(maker, file)));
        commit.commit();
    }

    /** The table as it is now, which must not be another of the same name. */
    static Table sameTable(Warehouse warehouse, SchemaTableName name, UUID id) {
        Table table = OwnPlaces.of(warehouse.catalog().loadTable(warehouse.identifier(name)));
        if (!table.uuid().equals(id)) {
            throw new SkeinException(
                    StandardErrorCode.TRANSACTION_CONFLICT, "Table '" + name + "' was replaced while it was written");
        }
        return table;
    }

    private static void append(AppendFiles append, Table table, List<WrittenFile> files) {
        DataFileMaker maker = new DataFileMaker(table.schema(), table.spec());
        files.forEach(file -> append.appendFile(dataFile(maker, file)));
        append.commit();
    }

    private static DataFile dataFile(DataFileMaker maker, WrittenFile file) {
        return switch (file.content()) {
            case WrittenFile.Content.Data data -> maker.dataFile(file, data);
            case WrittenFile.Content.Deletes _, WrittenFile.Content.Vector _ ->
                throw new SkeinException(
                        StandardErrorCode.CONNECTOR_COMMIT_ERROR, "A sink deletes rows in a write of new ones");
        };
    }
}
