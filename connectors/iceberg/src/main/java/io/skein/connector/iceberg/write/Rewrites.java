package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.read.Pruning;
import io.skein.connector.iceberg.table.TablePoint;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.connector.iceberg.table.Warehouse;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.ExpressionParser;
import org.apache.iceberg.expressions.ExpressionUtil;

/** The procedure {@code optimize}: small files, and those with deletes, become larger ones without. */
public final class Rewrites {
    /** Files below this are small, unless it is said otherwise. */
    public static final long SMALL_FILE_BYTES = 100L << 20;

    private static final int NEWEST_VERSION = 3;

    private final Warehouse warehouse;
    private final FileTargets targets;
    private final RewriteGuard guard;

    public Rewrites(Warehouse warehouse, FileTargets targets, RewriteGuard guard) {
        this.warehouse = warehouse;
        this.targets = targets;
        this.guard = guard;
    }

    /** The table's files below a size, or with deletes, of the partitions that the rows make up. */
    public TableHandle select(TableHandle table, long belowBytes, TablePoint.Precedence precedence, Constraint rows) {
        TableVersion version = warehouse.version(table);
        int format = version.table().operations().current().formatVersion();
        if (format > NEWEST_VERSION) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED,
                    "OPTIMIZE is not supported for Iceberg table format version > " + NEWEST_VERSION + ". Table "
                            + table.name() + " format version is " + format + ".");
        }
        Expression filter = new Pruning(version.table().schema())
                .exactExpression(rows)
                .filter(expression ->
                        version.table().specs().values().stream().allMatch(spec -> selectsPartitions(expression, spec)))
                .orElseThrow(Rewrites::inexpressible);
        return version.handle(
                version.point().with(new TablePoint.Rewrite(belowBytes, ExpressionParser.toJson(filter), precedence)));
    }

    private static boolean selectsPartitions(Expression expression, PartitionSpec spec) {
        return expression.op() == Expression.Operation.TRUE || ExpressionUtil.selectsPartitions(expression, spec, true);
    }

    /** Begins to write the rows of the selected files anew. */
    public WriteHandle begin(TableHandle selected) {
        TableVersion version = warehouse.version(selected);
        TablePoint.Rewrite wanted = version.point().rewrite().orElseThrow(Rewrites::inexpressible);
        WriteHandle handle = targets.handle(
                selected.name(),
                version.table().schema().columns(),
                version.table().spec(),
                version.table().sortOrder(),
                DataPlace.of(version, warehouse.storage()),
                new OngoingWrite.Rewrite(
                        version.table().uuid(), version.handle().data()));
        return wanted.precedence() == TablePoint.Precedence.CHANGES ? handle : guard.begin(version, handle);
    }

    private static SkeinException inexpressible() {
        return new SkeinException(
                StandardErrorCode.GENERIC_INTERNAL_ERROR,
                "Unexpected FilterNode found in plan; probably connector was not able to handle provided WHERE expression");
    }
}
