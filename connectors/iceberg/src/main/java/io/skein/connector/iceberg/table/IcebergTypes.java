package io.skein.connector.iceberg.table;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.iceberg.types.Types;

/** Iceberg's types as ours and ours as Iceberg's, the way Trino maps them. */
public final class IcebergTypes {
    private static final int MICROS = 6;
    private static final int NANOS = 9;

    private IcebergTypes() {}

    public static Type toTrino(org.apache.iceberg.types.Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> Type.Simple.BOOLEAN;
            case INTEGER -> Type.Simple.INTEGER;
            case LONG -> Type.Simple.BIGINT;
            case FLOAT -> Type.Simple.REAL;
            case DOUBLE -> Type.Simple.DOUBLE;
            case DECIMAL -> {
                Types.DecimalType decimal = (Types.DecimalType) type;
                yield new Type.Decimal(decimal.precision(), decimal.scale());
            }
            case STRING -> Type.Varchar.UNBOUNDED;
            case BINARY, FIXED -> Type.Simple.VARBINARY;
            case UUID -> Type.Simple.UUID;
            case DATE -> Type.Simple.DATE;
            case TIME -> new Type.Time(MICROS);
            case TIMESTAMP ->
                ((Types.TimestampType) type).shouldAdjustToUTC()
                        ? new Type.TimestampWithTimeZone(MICROS)
                        : new Type.Timestamp(MICROS);
            case TIMESTAMP_NANO ->
                ((Types.TimestampNanoType) type).shouldAdjustToUTC()
                        ? new Type.TimestampWithTimeZone(NANOS)
                        : new Type.Timestamp(NANOS);
            case LIST -> new Type.Array(toTrino(type.asListType().elementType()));
            case MAP ->
                new Type.MapOf(
                        toTrino(type.asMapType().keyType()),
                        toTrino(type.asMapType().valueType()));
            case STRUCT ->
                new Type.Row(type.asStructType().fields().stream()
                        .map(field -> new Type.Field(Optional.of(field.name()), toTrino(field.type())))
                        .toList());
            default ->
                throw new SkeinException(
                        StandardErrorCode.UNSUPPORTED_TABLE_TYPE, "Iceberg type is not supported: " + type);
        };
    }

    /** The type that a column of ours becomes: the nearest that Iceberg has, times to microseconds. Nested fields take their ids from the supplier. */
    public static org.apache.iceberg.types.Type toIceberg(Type type, IntSupplier ids) {
        return switch (type) {
            case Type.Simple simple -> toIceberg(simple);
            case Type.Decimal decimal -> Types.DecimalType.of(decimal.precision(), decimal.scale());
            case Type.Varchar text -> Types.StringType.get();
            case Type.Char text -> Types.StringType.get();
            case Type.Time _ -> Types.TimeType.get();
            case Type.Timestamp _ -> Types.TimestampType.withoutZone();
            case Type.TimestampWithTimeZone _ -> Types.TimestampType.withZone();
            case Type.Array array -> Types.ListType.ofOptional(ids.getAsInt(), toIceberg(array.element(), ids));
            case Type.MapOf map -> {
                int key = ids.getAsInt();
                int value = ids.getAsInt();
                yield Types.MapType.ofOptional(key, value, toIceberg(map.key(), ids), toIceberg(map.value(), ids));
            }
            case Type.Row row -> {
                List<Types.NestedField> fields = new ArrayList<>();
                for (Type.Field field : row.fields()) {
                    String name = field.name()
                            .orElseThrow(() -> new SkeinException(
                                    StandardErrorCode.NOT_SUPPORTED,
                                    "Row type field does not have a name: " + type.displayName()));
                    fields.add(Types.NestedField.optional(ids.getAsInt(), name, toIceberg(field.type(), ids)));
                }
                yield Types.StructType.of(fields);
            }
            case Type.TimeWithTimeZone _, Type.QDigest _, Type.Function _ -> throw unsupported(type);
        };
    }

    private static org.apache.iceberg.types.Type toIceberg(Type.Simple type) {
        return switch (type) {
            case BOOLEAN -> Types.BooleanType.get();
            case TINYINT, SMALLINT, INTEGER -> Types.IntegerType.get();
            case BIGINT -> Types.LongType.get();
            case REAL -> Types.FloatType.get();
            case DOUBLE -> Types.DoubleType.get();
            case VARBINARY -> Types.BinaryType.get();
            case DATE -> Types.DateType.get();
            case UUID -> Types.UUIDType.get();
            default -> throw unsupported(type);
        };
    }

    private static SkeinException unsupported(Type type) {
        return new SkeinException(
                StandardErrorCode.NOT_SUPPORTED, "Type not supported for Iceberg: " + type.displayName());
    }
}
