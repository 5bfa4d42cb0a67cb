package io.skein.connector.iceberg.metadata;

import org.apache.iceberg.BaseTable;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataTableType;
import org.apache.iceberg.MetadataTableUtils;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;
import org.jspecify.annotations.Nullable;

/** The rows of one of the library's own metadata tables, read by the names of their columns. */
final class LibraryRows {
    private final Table table;
    private final StructType struct;

    LibraryRows(BaseTable table, MetadataTableType type) {
        this.table = MetadataTableUtils.createMetadataTableInstance(table, type);
        this.struct = this.table.schema().asStruct();
    }

    CloseableIterable<NamedValues> rows() {
        CloseableIterable<FileScanTask> tasks = table.newScan().planFiles();
        return CloseableIterable.transform(
                CloseableIterable.concat(CloseableIterable.transform(
                        tasks, task -> task.asDataTask().rows())),
                row -> new NamedValues(row, struct));
    }

    /** A row, or a row within it. */
    record NamedValues(StructLike row, StructType struct) {
        @Nullable
        Object value(String name) {
            for (int i = 0; i < struct.fields().size(); i++) {
                if (struct.fields().get(i).name().equals(name)) {
                    return row.get(i, Object.class);
                }
            }
            return null;
        }

        @Nullable
        NamedValues row(String name) {
            @Nullable NestedField field = struct.field(name);
            @Nullable Object value = value(name);
            return field == null || value == null
                    ? null
                    : new NamedValues((StructLike) value, field.type().asStructType());
        }
    }
}
