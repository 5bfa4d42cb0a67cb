package io.skein.connector.iceberg.write;

import io.skein.connector.iceberg.table.TableFields;
import io.skein.connector.iceberg.table.TableVersion;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * The columns that an INSERT names. Files do not hold the others, which so become NULL, where that is allowed, or the table's default for what files lack.
 */
final class InsertedColumns {
    private final TableVersion table;
    private final Map<String, NestedField> fields = new LinkedHashMap<>();

    InsertedColumns(TableVersion table) {
        this.table = table;
        table.table().schema().columns().forEach(field -> fields.put(TableFields.name(field), field));
    }

    List<NestedField> resolve(List<String> names) {
        Set<String> left = new HashSet<>(fields.keySet());
        List<NestedField> columns = names.stream()
                .map(name -> {
                    @Nullable NestedField field = fields.get(name);
                    if (field == null || !left.remove(name)) {
                        throw new SkeinException(
                                StandardErrorCode.COLUMN_NOT_FOUND,
                                "Column '" + name + "' of table '" + table + "' does not exist or is named twice");
                    }
                    return field;
                })
                .toList();
        fields.forEach((name, field) -> {
            if (!left.contains(name)) {
                return;
            }
            if (!Objects.equals(field.writeDefault(), field.initialDefault())) {
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "Column '" + name + "' has a default value for new rows other than that of old ones,"
                                + " which is not supported. Insert a value into it");
            }
            if (field.isRequired() && field.initialDefault() == null) {
                throw new SkeinException(
                        StandardErrorCode.CONSTRAINT_VIOLATION, "NULL value not allowed for NOT NULL column: " + name);
            }
        });
        return columns;
    }
}
