package io.skein.connector.iceberg.upkeep;

import io.skein.connector.iceberg.maintain.IcebergProcedures;
import io.skein.connector.iceberg.metadata.UpkeepReport.Extent;
import io.skein.connector.iceberg.read.RewrittenFiles;
import io.skein.connector.iceberg.table.TablePoint;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.UpkeepSettings;
import io.skein.spi.connector.DataSizes;
import io.skein.spi.connector.Durations;
import io.skein.spi.connector.SchemaTableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.expressions.ExpressionParser;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** What one version of a table needs, by its settings. Reads manifests, no data. */
final class Needs {
    private final String catalog;
    private final SchemaTableName name;
    private final TableVersion version;
    private final UpkeepSettings settings;

    Needs(String catalog, SchemaTableName name, TableVersion version, UpkeepSettings settings) {
        this.catalog = catalog;
        this.name = name;
        this.version = version;
        this.settings = settings;
    }

    List<Need> all(Instant now) {
        return Stream.of(UpkeepAction.values()).map(action -> of(action, now)).toList();
    }

    Need of(UpkeepAction action, Instant now) {
        return version.reading(() -> switch (action) {
            case OPTIMIZE -> files();
            case OPTIMIZE_MANIFESTS -> manifests();
            case EXPIRE_SNAPSHOTS -> snapshots(now);
        });
    }

    private Need files() {
        String size = DataSizes.text(settings.smallFileBytes());
        if (isRewritten()) {
            return none(UpkeepAction.OPTIMIZE, "nothing was written since files were rewritten", Extent.files(0, 0));
        }
        List<FileScanTask> files = version.table().currentSnapshot() == null
                ? List.of()
                : RewrittenFiles.of(
                        version,
                        new TablePoint.Rewrite(
                                settings.smallFileBytes(),
                                ExpressionParser.toJson(Expressions.alwaysTrue()),
                                TablePoint.Precedence.CHANGES));
        long bytes =
                files.stream().mapToLong(task -> task.file().fileSizeInBytes()).sum();
        String reason = files.size() + " files are below " + size + " or have deletes";
        return decided(
                UpkeepAction.OPTIMIZE,
                reason,
                Extent.files(files.size(), bytes),
                settings.smallFiles(),
                files.size(),
                "optimize(file_size_threshold => '" + size + "', " + IcebergProcedures.YIELD + " => true)");
    }

    /** Several workers may leave several small files: to rewrite these again and again would gain nothing. */
    private boolean isRewritten() {
        BaseTable table = version.table();
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            if (!DataOperations.REPLACE.equals(snapshot.operation())) {
                return false;
            }
            if (snapshot.summary().containsKey(SnapshotSummary.DELETED_FILES_PROP)) {
                return true;
            }
        }
        return false;
    }

    private Need manifests() {
        @Nullable Snapshot snapshot = version.table().currentSnapshot();
        List<ManifestFile> all = snapshot == null
                ? List.of()
                : snapshot.dataManifests(version.table().io());
        long fresh = all.stream().filter(ManifestFile::hasAddedFiles).count();
        return decided(
                UpkeepAction.OPTIMIZE_MANIFESTS,
                fresh + " manifests were added since they were last rewritten",
                Extent.manifests(fresh),
                settings.manifests(),
                fresh,
                "optimize_manifests");
    }

    private Need snapshots(Instant now) {
        BaseTable table = version.table();
        String retention = Durations.text(settings.snapshotRetention());
        if (!PropertyUtil.propertyAsBoolean(
                table.properties(), TableProperties.GC_ENABLED, TableProperties.GC_ENABLED_DEFAULT)) {
            return none(
                    UpkeepAction.EXPIRE_SNAPSHOTS, "the table forbids it: gc.enabled is false", Extent.snapshots(0));
        }
        long old = table.expireSnapshots()
                .expireOlderThan(now.minus(settings.snapshotRetention()).toEpochMilli())
                .apply()
                .size();
        return decided(
                UpkeepAction.EXPIRE_SNAPSHOTS,
                old + " snapshots are older than " + retention + " and needed by nothing",
                Extent.snapshots(old),
                1,
                old,
                "expire_snapshots(retention_threshold => '" + retention + "')");
    }

    private Need decided(
            UpkeepAction action, String reason, Extent extent, long worthwhile, long found, String procedure) {
        if (found == 0) {
            return none(action, reason, extent);
        }
        if (found < worthwhile) {
            return none(action, reason + ", which is fewer than " + worthwhile, extent);
        }
        String statement = "ALTER TABLE " + quoted(catalog) + "." + quoted(name.schema()) + "." + quoted(name.table())
                + " EXECUTE " + procedure;
        return new Need(action, reason, extent, Optional.of(statement));
    }

    private static Need none(UpkeepAction action, String reason, Extent extent) {
        return new Need(action, reason, extent, Optional.empty());
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
