package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.analyze.ExtendedStatistics;
import io.skein.connector.iceberg.read.FileTasks.Statistics;
import io.skein.connector.iceberg.table.TableFields;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.TableStatistics;
import io.skein.spi.connector.TableStatistics.ColumnStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.iceberg.BlobMetadata;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StatisticsFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Estimates from the manifests: counts, NULLs and bounds of the files that a constraint leaves; distinct values where a Puffin file tells them. */
final class FileStatistics {
    private static final String DISTINCT_BLOB = "apache-datasketches-theta-v1";
    private static final String DISTINCT_PROPERTY = "ndv";

    private final TableVersion version;
    private final FileTasks tasks;
    private final ExtendedStatistics extended;

    FileStatistics(TableVersion version, FileTasks tasks, ExtendedStatistics extended) {
        this.extended = extended;
        this.version = version;
        this.tasks = tasks;
    }

    TableStatistics estimate(Constraint constraint) {
        @Nullable Snapshot snapshot = version.table().currentSnapshot();
        List<ColumnSummary> columns = columns();
        long rows = 0;
        if (snapshot != null) {
            Expression filter = new Pruning(version.table().schema()).expression(constraint);
            try (CloseableIterable<FileScanTask> files = tasks.of(version, filter, Statistics.WANTED)) {
                for (FileScanTask task : files) {
                    rows += task.file().recordCount() - deleted(task);
                    columns.forEach(column -> column.add(task.file()));
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        Map<Integer, Double> distinct = snapshot == null || !extended.enabled() ? Map.of() : distinct(snapshot);
        Map<String, ColumnStatistics> result = new HashMap<>();
        for (ColumnSummary column : columns) {
            @Nullable Double values = distinct.get(column.field().fieldId());
            result.put(
                    TableFields.name(column.field()),
                    column.statistics(values == null ? OptionalDouble.empty() : OptionalDouble.of(values)));
        }
        return new TableStatistics(OptionalDouble.of(Math.max(rows, 0)), result);
    }

    private List<ColumnSummary> columns() {
        List<ColumnSummary> columns = new ArrayList<>();
        for (NestedField field : version.table().schema().columns()) {
            if (field.type().isPrimitiveType()) {
                columns.add(new ColumnSummary(field));
            }
        }
        return columns;
    }

    private static long deleted(FileScanTask task) {
        return task.deletes().stream()
                .filter(file -> file.content() == FileContent.POSITION_DELETES
                        && task.deletes().size() == 1)
                .mapToLong(file -> Math.min(file.recordCount(), task.file().recordCount()))
                .sum();
    }

    private Map<Integer, Double> distinct(Snapshot snapshot) {
        Map<Integer, Double> distinct = new HashMap<>();
        for (StatisticsFile file : version.table().statisticsFiles()) {
            if (file.snapshotId() == snapshot.snapshotId()) {
                file.blobMetadata().forEach(blob -> add(distinct, blob));
            }
        }
        return distinct;
    }

    private static void add(Map<Integer, Double> distinct, BlobMetadata blob) {
        @Nullable String values = blob.properties().get(DISTINCT_PROPERTY);
        if (blob.type().equals(DISTINCT_BLOB) && blob.fields().size() == 1 && values != null) {
            distinct.put(blob.fields().getFirst(), Double.parseDouble(values));
        }
    }
}
