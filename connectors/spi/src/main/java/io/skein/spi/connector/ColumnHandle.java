package io.skein.spi.connector;

import io.skein.spi.type.ArrowTypes;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.OptionalInt;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A column that a scan reads.
 *
 * @param fieldId the id by which data files know the column (Iceberg), empty where files or sources go by name
 */
public record ColumnHandle(String name, Type type, OptionalInt fieldId) {
    /** The schema of a scan's batches: one field for each of its columns, in their order. */
    public static Schema schema(List<ColumnHandle> columns) {
        return ArrowTypes.schema(
                columns.stream().map(ColumnHandle::name).toList(),
                columns.stream().map(ColumnHandle::type).toList());
    }
}
