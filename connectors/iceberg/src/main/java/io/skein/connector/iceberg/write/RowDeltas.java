package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.connector.WrittenFile;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.ExpressionParser;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** Commits changes of rows: new data files and positions that are no more, as one snapshot, if nobody else has changed what the statement has read. */
final class RowDeltas {
    private static final System.Logger LOG = System.getLogger(RowDeltas.class.getName());

    private final Table table;
    private final TableVersion read;

    /** @param read the version that the statement has read */
    RowDeltas(Table table, TableVersion read) {
        this.table = table;
        this.read = read;
    }

    /** @param directory the write's own */
    void commit(OngoingWrite.Change change, List<WrittenFile> files, String directory) {
        Map<String, FileScanTask> affected = affected(files);
        DataFileMaker dataFiles =
                new DataFileMaker(read.table().schema(), read.table().spec());
        DeleteFileMaker deleteFiles = new DeleteFileMaker(table.specs());
        RowDelta delta = table.newRowDelta();
        List<WrittenFile> written = new ArrayList<>();
        for (WrittenFile file : files) {
            switch (file.content()) {
                case WrittenFile.Content.Data data -> delta.addRows(dataFiles.dataFile(file, data));
                case WrittenFile.Content.Deletes deletes ->
                    delta.addDeletes(deleteFiles.deleteFile(
                            file,
                            Objects.requireNonNull(affected.get(deletes.file())).file()));
                case WrittenFile.Content.Vector _ -> written.add(file);
            }
        }
        DeletionVectors.Result vectors =
                new DeletionVectors(table.io(), table.specs(), affected).of(written, directory);
        vectors.added().forEach(delta::addDeletes);
        vectors.removed().forEach(delta::removeDeletes);
        validate(delta, change, affected.keySet());
        delta.commit();
        vectors.needless().forEach(this::delete);
    }

    /** What is done is done: a file that cannot be deleted is no failure of the change. */
    private void delete(String file) {
        try {
            table.io().deleteFile(file);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "Cannot delete " + file + ", which nobody needs", failure);
        }
    }

    private void validate(RowDelta delta, OngoingWrite.Change change, Set<String> affected) {
        @Nullable Snapshot snapshot = read.table().currentSnapshot();
        if (snapshot != null) {
            delta.validateFromSnapshot(snapshot.snapshotId());
        }
        delta.conflictDetectionFilter(
                ExpressionParser.fromJson(change.read(), read.table().schema()));
        if (Isolation.serializable(table)) {
            delta.validateNoConflictingDataFiles();
        }
        if (!affected.isEmpty()) {
            delta.validateDataFilesExist(affected);
            delta.validateDeletedFiles();
            delta.validateNoConflictingDeleteFiles();
        }
    }

    /** The data files that lose rows, by their locations. */
    private Map<String, FileScanTask> affected(List<WrittenFile> files) {
        Set<String> wanted =
                files.stream().flatMap(file -> affected(file).stream()).collect(Collectors.toSet());
        Map<String, FileScanTask> found = new HashMap<>();
        if (!wanted.isEmpty()) {
            try (CloseableIterable<FileScanTask> tasks =
                    read.table().newScan().ignoreResiduals().planFiles()) {
                for (FileScanTask task : tasks) {
                    if (wanted.contains(task.file().location())) {
                        found.put(task.file().location(), task);
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        if (found.size() < wanted.size()) {
            throw new SkeinException(
                    StandardErrorCode.CONNECTOR_COMMIT_ERROR, "A sink deletes rows of files that are not in " + read);
        }
        return found;
    }

    private static Optional<String> affected(WrittenFile file) {
        return switch (file.content()) {
            case WrittenFile.Content.Data _ -> Optional.empty();
            case WrittenFile.Content.Deletes deletes -> Optional.of(deletes.file());
            case WrittenFile.Content.Vector vector -> Optional.of(vector.file());
        };
    }
}
