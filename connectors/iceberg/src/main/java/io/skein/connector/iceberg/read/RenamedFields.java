package io.skein.connector.iceberg.read;

import io.skein.connector.iceberg.table.TableFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Nested columns in which a name has not always meant the same field: of those, old files are read by the fields' ids. */
final class RenamedFields {
    private RenamedFields() {}

    /** The ids of the fields within, as splits have them, of the columns with these ids of which that is so. */
    static Map<String, List<Integer>> of(Table table, Set<Integer> columns) {
        if (table.schemas().size() == 1) {
            return Map.of();
        }
        List<NestedField> nested = table.schema().columns().stream()
                .filter(field ->
                        columns.contains(field.fieldId()) && field.type().isNestedType())
                .toList();
        List<NestedField> renamed = nested.stream()
                .filter(field -> table.schemas().values().stream().anyMatch(schema -> differs(field, schema)))
                .toList();
        return TableFields.nestedIds(renamed);
    }

    private static boolean differs(NestedField column, Schema schema) {
        @Nullable NestedField old = schema.asStruct().field(column.fieldId());
        return old != null
                && (!old.type().isNestedType()
                        || differs(column.type().asNestedType(), old.type().asNestedType()));
    }

    /** Whether a name in both is of two fields, or a field in both has two names. */
    private static boolean differs(Type.NestedType now, Type.NestedType then) {
        Map<String, NestedField> byName = new HashMap<>();
        Map<Integer, NestedField> byId = new HashMap<>();
        then.fields().forEach(field -> {
            byName.put(TableFields.name(field), field);
            byId.put(field.fieldId(), field);
        });
        for (NestedField field : now.fields()) {
            @Nullable NestedField sameName = byName.get(TableFields.name(field));
            @Nullable NestedField sameId = byId.get(field.fieldId());
            if (!Objects.equals(sameName, sameId)) {
                return true;
            }
            if (sameId != null
                    && field.type().isNestedType()
                    && sameId.type().isNestedType()
                    && differs(field.type().asNestedType(), sameId.type().asNestedType())) {
                return true;
            }
        }
        return false;
    }
}
