package io.skein.connector.iceberg.metadata;

import io.skein.connector.iceberg.table.IcebergTypes;
import io.skein.spi.type.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** The column {@code partition}: the partition fields of all specs whose source columns the table still has. */
final class PartitionColumn {
    private final List<PartitionField> fields;
    private final List<Type.Field> types;

    PartitionColumn(Table table) {
        Map<Integer, PartitionField> visible = new LinkedHashMap<>();
        table.specs().values().stream()
                .flatMap(spec -> spec.fields().stream())
                .filter(field -> table.schema().findField(field.sourceId()) != null)
                .forEach(field -> visible.putIfAbsent(field.fieldId(), field));
        this.fields = List.copyOf(visible.values());
        this.types = fields.stream()
                .map(field -> new Type.Field(
                        Optional.of(field.name()),
                        IcebergTypes.toTrino(
                                field.transform().getResultType(table.schema().findType(field.sourceId())))))
                .toList();
    }

    /** Empty where the table has no partitions and never had. */
    Optional<Type> type() {
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Type.Row(types));
    }

    /** The values of one partition, whose own struct may have fewer fields, in another order. */
    @Nullable
    Object[] value(StructLike partition, Types.StructType struct) {
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            int id = fields.get(i).fieldId();
            List<Integer> ids =
                    struct.fields().stream().map(NestedField::fieldId).toList();
            int position = ids.indexOf(id);
            values[i] = position < 0 ? null : partition.get(position, Object.class);
        }
        return values;
    }
}
