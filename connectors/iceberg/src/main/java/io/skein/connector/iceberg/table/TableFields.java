package io.skein.connector.iceberg.table;

import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ColumnMetadata;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/** Columns as Iceberg fields and back. Users see names in lower case; files know columns by field id alone. */
public final class TableFields {
    private TableFields() {}

    public static List<ColumnMetadata> columns(Schema schema) {
        return schema.columns().stream().map(TableFields::column).toList();
    }

    public static ColumnHandle handle(NestedField field) {
        return new ColumnHandle(name(field), IcebergTypes.toTrino(field.type()), OptionalInt.of(field.fieldId()));
    }

    /** The name that users know the field by. */
    public static String name(NestedField field) {
        return field.name().toLowerCase(Locale.ENGLISH);
    }

    /** A schema for a new table; its ids are given out anew when the table is made. */
    public static Schema schema(List<ColumnMetadata> columns) {
        AtomicInteger ids = new AtomicInteger(columns.size());
        List<NestedField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ColumnMetadata column : columns) {
            if (!names.add(column.name())) {
                throw new SkeinException(
                        StandardErrorCode.DUPLICATE_COLUMN_NAME,
                        "Column name '" + column.name() + "' specified more than once");
            }
            NestedField.Builder field = (column.nullable()
                            ? NestedField.optional(column.name())
                            : NestedField.required(column.name()))
                    .withId(fields.size() + 1)
                    .ofType(IcebergTypes.toIceberg(column.type(), ids::incrementAndGet));
            column.comment().ifPresent(field::withDoc);
            fields.add(field.build());
        }
        return new Schema(fields);
    }

    /** By user's name, for nested fields: the ids of all fields within, each before those below it. */
    public static Map<String, List<Integer>> nestedIds(List<NestedField> fields) {
        Map<String, List<Integer>> ids = new HashMap<>();
        for (NestedField field : fields) {
            if (field.type().isNestedType()) {
                List<Integer> within = new ArrayList<>();
                addNestedIds(field.type().asNestedType(), within);
                ids.put(name(field), within);
            }
        }
        return ids;
    }

    private static void addNestedIds(Type.NestedType type, List<Integer> ids) {
        for (NestedField field : type.fields()) {
            ids.add(field.fieldId());
            if (field.type().isNestedType()) {
                addNestedIds(field.type().asNestedType(), ids);
            }
        }
    }

    private static boolean hasDefaults(Type.NestedType type) {
        return type.fields().stream()
                .anyMatch(field -> field.initialDefault() != null
                        || field.type().isNestedType()
                                && hasDefaults(field.type().asNestedType()));
    }

    private static ColumnMetadata column(NestedField field) {
        if (field.type().isNestedType() && hasDefaults(field.type().asNestedType())) {
            throw new SkeinException(
                    StandardErrorCode.UNSUPPORTED_TABLE_TYPE,
                    "Column '" + field.name()
                            + "' has a field with an initial default value, which is not supported within rows");
        }
        return new ColumnMetadata(handle(field), field.isOptional(), false, Optional.ofNullable(field.doc()));
    }
}
