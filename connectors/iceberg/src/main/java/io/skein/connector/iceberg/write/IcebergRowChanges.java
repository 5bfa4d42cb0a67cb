package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.read.Pruning;
import io.skein.connector.iceberg.table.Failures;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.ChangedColumns;
import io.skein.spi.connector.ConnectorRowChanges;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.ExpressionParser;
import org.apache.iceberg.types.Types.NestedField;

/**
 * DELETE, UPDATE and MERGE as merge-on-read: data files stay, positions of rows that are no more are written beside them, as delete files or, from
 * format version 3, as deletion vectors.
 */
public final class IcebergRowChanges implements ConnectorRowChanges {
    private static final int DELETE_FILES = 2;
    private static final int DELETION_VECTORS = 3;

    private final Warehouse warehouse;
    private final FileTargets targets;
    private final RewriteGuard guard;

    public IcebergRowChanges(Warehouse warehouse, FileTargets targets, RewriteGuard guard) {
        this.warehouse = warehouse;
        this.targets = targets;
        this.guard = guard;
    }

    @Override
    public WriteHandle begin(TableHandle table, ChangedColumns columns, Constraint read) {
        TableVersion version = warehouse.version(table);
        int format = version.table().operations().current().formatVersion();
        if (format < DELETE_FILES) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "Iceberg table updates require at least format version 2");
        }
        if (format > DELETION_VECTORS) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "Iceberg table updates for format version " + format + " are not supported");
        }
        List<NestedField> fields =
                columns.all().isEmpty() ? List.of() : new InsertedColumns(version).resolve(columns.all());
        Expression filter = new Pruning(version.table().schema()).expression(read);
        WriteHandle handle = targets.handle(
                table.name(),
                fields,
                version.table().spec(),
                version.table().sortOrder(),
                DataPlace.of(version, warehouse.storage()),
                new OngoingWrite.Change(
                        version.table().uuid(),
                        version.location(),
                        ExpressionParser.toJson(filter),
                        format == DELETION_VECTORS ? WriteHandle.Rows.CHANGED_BY_VECTORS : WriteHandle.Rows.CHANGED));
        return guard.begin(version, handle);
    }

    @Override
    public OptionalLong delete(TableHandle table, Constraint rows) {
        TableVersion version = warehouse.version(table);
        Optional<Expression> filter = new Pruning(version.table().schema()).exactExpression(rows);
        if (filter.isEmpty()) {
            return OptionalLong.empty();
        }
        Optional<WholeFiles> files = version.reading(() -> WholeFiles.of(version, filter.get()));
        if (files.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!files.get().isEmpty()) {
            guard.commitUnlessRewritten(
                    version,
                    () -> Failures.changing(
                            table.name().toString(),
                            () -> files.get()
                                    .delete(Commits.sameTable(
                                            warehouse,
                                            table.name(),
                                            version.table().uuid()))));
        }
        return OptionalLong.of(files.get().rows());
    }
}
