package io.skein.connector.iceberg.metadata;

import io.skein.connector.iceberg.metadata.LibraryRows.NamedValues;
import io.skein.spi.type.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Conversions;
import org.jspecify.annotations.Nullable;

/** What is told of a data or delete file: the columns of {@code $files}, and the fields of {@code data_file} in {@code $entries}. */
final class FileColumns {
    private final Table table;
    private final PartitionColumn partition;

    FileColumns(Table table) {
        this.table = table;
        this.partition = new PartitionColumn(table);
    }

    List<Type.Field> fields() {
        List<Type.Field> fields = new ArrayList<>();
        fields.add(MetadataTypes.field("content", MetadataTypes.INTEGER));
        fields.add(MetadataTypes.field("file_path", MetadataTypes.VARCHAR));
        fields.add(MetadataTypes.field("file_format", MetadataTypes.VARCHAR));
        fields.add(MetadataTypes.field("spec_id", MetadataTypes.INTEGER));
        partition.type().ifPresent(type -> fields.add(MetadataTypes.field("partition", type)));
        fields.add(MetadataTypes.field("record_count", MetadataTypes.BIGINT));
        fields.add(MetadataTypes.field("file_size_in_bytes", MetadataTypes.BIGINT));
        fields.add(MetadataTypes.field("column_sizes", MetadataTypes.COUNTS));
        fields.add(MetadataTypes.field("value_counts", MetadataTypes.COUNTS));
        fields.add(MetadataTypes.field("null_value_counts", MetadataTypes.COUNTS));
        fields.add(MetadataTypes.field("nan_value_counts", MetadataTypes.COUNTS));
        fields.add(MetadataTypes.field("lower_bounds", MetadataTypes.TEXTS));
        fields.add(MetadataTypes.field("upper_bounds", MetadataTypes.TEXTS));
        fields.add(MetadataTypes.field("key_metadata", Type.Simple.VARBINARY));
        fields.add(MetadataTypes.field("split_offsets", new Type.Array(MetadataTypes.BIGINT)));
        fields.add(MetadataTypes.field("equality_ids", new Type.Array(MetadataTypes.INTEGER)));
        fields.add(MetadataTypes.field("sort_order_id", MetadataTypes.INTEGER));
        return fields;
    }

    /** The fields' values of one file. */
    List<@Nullable Object> values(NamedValues file) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Type.Field field : fields()) {
            String name = field.name().orElseThrow();
            values.add(
                    switch (name) {
                        case "partition" -> partition(file);
                        case "lower_bounds", "upper_bounds" -> bounds(file.value(name));
                        default -> file.value(name);
                    });
        }
        return values;
    }

    private @Nullable Object partition(NamedValues file) {
        @Nullable NamedValues values = file.row("partition");
        return values == null ? null : partition.value(values.row(), values.struct());
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object bounds(@Nullable Object bounds) {
        return MetadataTypes.mapped((@Nullable Map<Integer, ByteBuffer>) bounds, this::text);
    }

    /** A column that the table has no more has no type to read its bound by. */
    private String text(Map.Entry<Integer, ByteBuffer> bound) {
        org.apache.iceberg.types.@Nullable Type type = table.schema().findType(bound.getKey());
        return type == null || !type.isPrimitiveType()
                ? ""
                : Transforms.identity().toHumanString(type, Conversions.fromByteBuffer(type, bound.getValue()));
    }
}
