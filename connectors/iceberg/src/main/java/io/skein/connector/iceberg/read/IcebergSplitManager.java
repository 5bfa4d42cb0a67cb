package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.metadata.MetadataTables;
import io.skein.connector.iceberg.read.FileTasks.Statistics;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.SplitSource;
import io.skein.spi.connector.TableHandle;
import java.util.List;
import org.apache.iceberg.expressions.Expression;

/** One split for each data file that the constraint leaves. */
public final class IcebergSplitManager implements ConnectorSplitManager {
    private final Warehouse warehouse;
    private final FileTasks tasks;
    private final MetadataTables metadataTables;

    public IcebergSplitManager(Warehouse warehouse, FileTasks tasks, MetadataTables metadataTables) {
        this.warehouse = warehouse;
        this.tasks = tasks;
        this.metadataTables = metadataTables;
    }

    @Override
    public SplitSource splits(TableHandle table, List<ColumnHandle> columns, Constraint constraint) {
        if (MetadataTables.isMetadata(table)) {
            return SplitSource.of(List.of(metadataTables.split(table)));
        }
        TableVersion version = warehouse.version(table);
        FileSplits splits = new FileSplits(warehouse.storage(), version, columns);
        Expression filter = new Pruning(version.table().schema()).expression(constraint);
        Statistics statistics = splits.needStatistics() ? Statistics.WANTED : Statistics.UNWANTED;
        return new FileSplitSource(version, () -> tasks.of(version, filter, statistics), splits);
    }
}
