package io.skein.connector.iceberg.table;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import java.util.function.Supplier;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.io.FileIO;

/** A table as one of its metadata files has it: one schema, one snapshot, for ever. */
public final class TableVersion {
    private final SchemaTableName name;
    private final TablePoint point;
    private final BaseTable table;
    private final TableMetadata shape;

    TableVersion(SchemaTableName name, TablePoint point, org.apache.iceberg.TableMetadata latest, FileIO files) {
        this.name = name;
        this.point = point;
        org.apache.iceberg.TableMetadata metadata = point.applied(latest);
        this.table = new BaseTable(new StaticTableOperations(metadata, files), name.toString(), report -> {});
        this.shape = TableShape.of(name, metadata);
    }

    public String location() {
        return point.location();
    }

    public TablePoint point() {
        return point;
    }

    public TableHandle handle() {
        return handle(point);
    }

    /** Another point of the same table. */
    public TableHandle handle(TablePoint other) {
        return new TableHandle(name, other.encode());
    }

    /** Read-only. */
    public BaseTable table() {
        return table;
    }

    public TableMetadata shape() {
        return shape;
    }

    /** For messages. */
    @Override
    public String toString() {
        return name.toString();
    }

    /** Turns what goes wrong while reading this table's metadata into errors that name it. */
    public <R> R reading(Supplier<R> work) {
        return Failures.reading(name.toString(), work);
    }
}
