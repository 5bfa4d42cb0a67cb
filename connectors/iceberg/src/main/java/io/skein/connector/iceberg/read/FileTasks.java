package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.table.Recent;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.connector.TableHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.IncrementalAppendScan;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;
import org.apache.iceberg.expressions.Projections;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * The data files that a filter leaves of a table. A snapshot never changes: one of few files is read from its manifests once and kept,
 * which for a small query is most of its planning; others stream from their manifests each time. Thread-safe.
 */
public final class FileTasks {
    private static final int FEW_FILES = 100;
    private static final int RECENT_SNAPSHOTS = 100;

    private final Recent<TableHandle, List<FileScanTask>> known = new Recent<>(RECENT_SNAPSHOTS);

    CloseableIterable<FileScanTask> of(TableVersion version, Expression filter, Statistics statistics) {
        if (version.point().rewrite().isPresent()) {
            return CloseableIterable.withNoopClose(RewrittenFiles.of(version));
        }
        List<List<@Nullable String>> partitions = version.point().partitions();
        if (!partitions.isEmpty()) {
            return CloseableIterable.filter(
                    version.table()
                            .newScan()
                            .ignoreResiduals()
                            .includeColumnStats()
                            .planFiles(),
                    file -> NamedPartitions.contain(partitions, file));
        }
        if (version.point().since().isPresent()) {
            IncrementalAppendScan scan = version.table()
                    .newIncrementalAppendScan()
                    .fromSnapshotExclusive(version.point().since().get())
                    .filter(filter)
                    .ignoreResiduals();
            return (statistics == Statistics.WANTED ? scan.includeColumnStats() : scan).planFiles();
        }
        @Nullable Snapshot snapshot = version.table().currentSnapshot();
        if (snapshot != null && few(snapshot)) {
            List<FileScanTask> all = known.of(version.handle(), _ -> read(version));
            return CloseableIterable.withNoopClose(left(version, all, filter));
        }
        TableScan scan = version.table().newScan().filter(filter).ignoreResiduals();
        return (statistics == Statistics.WANTED ? scan.includeColumnStats() : scan).planFiles();
    }

    /** Whether whoever asks looks at the files' column statistics. */
    enum Statistics {
        WANTED,
        UNWANTED
    }

    private static boolean few(Snapshot snapshot) {
        Map<String, String> summary = snapshot.summary();
        return count(summary, SnapshotSummary.TOTAL_DATA_FILES_PROP) <= FEW_FILES
                && count(summary, SnapshotSummary.TOTAL_DELETE_FILES_PROP) <= FEW_FILES;
    }

    private static long count(Map<String, String> summary, String property) {
        return Optional.ofNullable(summary.get(property)).map(Long::parseLong).orElse(Long.MAX_VALUE);
    }

    private static List<FileScanTask> read(TableVersion version) {
        List<FileScanTask> all = new ArrayList<>();
        try (CloseableIterable<FileScanTask> files =
                version.table().newScan().ignoreResiduals().includeColumnStats().planFiles()) {
            files.forEach(all::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return List.copyOf(all);
    }

    private static List<FileScanTask> left(TableVersion version, List<FileScanTask> all, Expression filter) {
        InclusiveMetricsEvaluator metrics =
                new InclusiveMetricsEvaluator(version.table().schema(), filter);
        Map<Integer, Evaluator> partitions = new HashMap<>();
        return all.stream()
                .filter(task -> metrics.eval(task.file())
                        && partitions
                                .computeIfAbsent(task.spec().specId(), id -> evaluator(task.spec(), filter))
                                .eval(task.file().partition()))
                .toList();
    }

    private static Evaluator evaluator(PartitionSpec spec, Expression filter) {
        return new Evaluator(spec.partitionType(), Projections.inclusive(spec).project(filter));
    }
}
