package io.skein.connector.iceberg.table;

import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.TableMetadata;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.io.FileIO;

/** A table as one of its metadata files has it: one schema, one snapshot, for ever. The file's location is the handle's data. */
public final class TableVersion {
    private final SchemaTableName name;
    private final org.apache.iceberg.TableMetadata metadata;
    private final BaseTable table;
    private final TableMetadata shape;

    TableVersion(SchemaTableName name, org.apache.iceberg.TableMetadata metadata, FileIO files) {
        this.name = name;
        this.metadata = metadata;
        this.table = new BaseTable(new StaticTableOperations(metadata, files), name.toString(), report -> {});
        this.shape = TableShape.of(name, metadata);
    }

    public static String location(TableHandle handle) {
        return new String(handle.data(), StandardCharsets.UTF_8);
    }

    public String location() {
        return metadata.metadataFileLocation();
    }

    public TableHandle handle() {
        return new TableHandle(name, location().getBytes(StandardCharsets.UTF_8));
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
