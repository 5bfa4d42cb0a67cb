package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.TableVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Projections;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.ContentFileUtil;

/**
 * Files of which a filter takes every row, going by their partitions.
 *
 * @param version whose files they are
 * @param rows that are still in them
 */
record WholeFiles(TableVersion version, Expression filter, List<DataFile> files, long rows) {
    WholeFiles {
        files = List.copyOf(files);
    }

    /** All files that the filter takes rows of; empty where it takes a part of one, or where nobody knows how many rows one has. */
    static Optional<WholeFiles> of(TableVersion version, Expression filter) {
        Map<Integer, Evaluator> strict = new HashMap<>();
        List<DataFile> files = new ArrayList<>();
        long rows = 0;
        try (CloseableIterable<FileScanTask> tasks = version.table()
                .newScan()
                .filter(filter)
                .ignoreResiduals()
                .includeColumnStats()
                .planFiles()) {
            for (FileScanTask task : tasks) {
                boolean whole = strict.computeIfAbsent(task.spec().specId(), _ -> evaluator(task.spec(), filter))
                        .eval(task.file().partition());
                if (!whole || !task.deletes().stream().allMatch(deletes -> counts(deletes, task.file()))) {
                    return Optional.empty();
                }
                files.add(task.file());
                rows += task.file().recordCount()
                        - task.deletes().stream()
                                .mapToLong(DeleteFile::recordCount)
                                .sum();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Optional.of(new WholeFiles(version, filter, files, rows));
    }

    private static Evaluator evaluator(PartitionSpec spec, Expression filter) {
        return new Evaluator(spec.partitionType(), Projections.strict(spec).project(filter));
    }

    /** Whether each of the deletes' records is a row of this file. */
    private static boolean counts(DeleteFile deletes, DataFile file) {
        return deletes.content() == FileContent.POSITION_DELETES
                && (deletes.format() == FileFormat.PARQUET || ContentFileUtil.isDV(deletes))
                && file.location().equals(deletes.referencedDataFile());
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** Takes the files away, if nobody has changed their rows, or added others that the filter takes, since. */
    void delete(Table table) {
        OverwriteFiles delete = table.newOverwrite()
                .validateFromSnapshot(version.table().currentSnapshot().snapshotId())
                .conflictDetectionFilter(filter)
                .validateNoConflictingDeletes();
        if (Isolation.serializable(table)) {
            delete.validateNoConflictingData();
        }
        files.forEach(delete::deleteFile);
        delete.commit();
    }
}
