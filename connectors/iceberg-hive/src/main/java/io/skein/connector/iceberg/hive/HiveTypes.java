package io.skein.connector.iceberg.hive;

import io.trino.hive.thrift.metastore.FieldSchema;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Columns as Hive's catalog shows them; Iceberg's own schema is in the table's metadata. */
final class HiveTypes {
    private HiveTypes() {}

    static List<FieldSchema> columns(Schema schema) {
        return schema.columns().stream()
                .map(field -> new FieldSchema(field.name(), name(field.type()), field.doc() == null ? "" : field.doc()))
                .toList();
    }

    private static String name(Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> "boolean";
            case INTEGER -> "int";
            case LONG -> "bigint";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case DATE -> "date";
            case TIMESTAMP ->
                ((Types.TimestampType) type).shouldAdjustToUTC() ? "timestamp with local time zone" : "timestamp";
            case TIMESTAMP_NANO ->
                ((Types.TimestampNanoType) type).shouldAdjustToUTC() ? "timestamp with local time zone" : "timestamp";
            case DECIMAL -> {
                Types.DecimalType decimal = (Types.DecimalType) type;
                yield "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
            }
            case FIXED, BINARY -> "binary";
            case STRUCT ->
                type.asStructType().fields().stream()
                        .map(field -> field.name() + ":" + name(field.type()))
                        .collect(Collectors.joining(",", "struct<", ">"));
            case LIST -> "array<" + name(type.asListType().elementType()) + ">";
            case MAP ->
                "map<" + name(type.asMapType().keyType()) + ","
                        + name(type.asMapType().valueType()) + ">";
            // What Hive has no type for.
            default -> "string";
        };
    }
}
