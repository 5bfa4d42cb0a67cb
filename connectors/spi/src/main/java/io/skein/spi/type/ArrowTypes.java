package io.skein.spi.type;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The Arrow form in which a type's values travel between connectors, kernel, exchange and doors.
 *
 * <p>Not reversible: a varchar, a json and a uuid are all Utf8. Who reads a batch knows its types.
 */
public final class ArrowTypes {
    private static final int MICROS = 6;
    private static final int NANOS = 9;

    private ArrowTypes() {}

    /** The schema of a batch with these columns; both lists have the same size. */
    public static Schema schema(List<String> names, List<? extends Type> types) {
        List<Field> fields = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            fields.add(field(names.get(i), types.get(i)));
        }
        return new Schema(fields);
    }

    /**
     * A nullable field.
     *
     * @throws SkeinException NOT_SUPPORTED for a precision above nanoseconds, but for times and timestamps without zone, which are text then
     */
    public static Field field(String name, Type type) {
        return field(name, type, FieldType.nullable(arrowType(type)));
    }

    private static Field field(String name, Type type, FieldType fieldType) {
        return new Field(name, fieldType, children(type));
    }

    /** The Arrow type without its children. */
    public static ArrowType arrowType(Type type) {
        return switch (type) {
            case Type.Simple simple -> simpleType(simple);
            case Type.QDigest _ -> ArrowType.Binary.INSTANCE;
            case Type.Decimal(int precision, int scale) -> new ArrowType.Decimal(precision, scale, 128);
            case Type.Varchar _, Type.Char _ -> ArrowType.Utf8.INSTANCE;
            case Type.Time(int precision) when precision > NANOS -> ArrowType.Utf8.INSTANCE;
            case Type.Time(int precision) -> new ArrowType.Time(unit(precision), 64);
            case Type.Timestamp(int precision) when precision > NANOS -> ArrowType.Utf8.INSTANCE;
            case Type.Timestamp(int precision) -> new ArrowType.Timestamp(unit(precision), null);
            case Type.TimestampWithTimeZone _, Type.TimeWithTimeZone _, Type.Row _ -> ArrowType.Struct.INSTANCE;
            case Type.Array _ -> ArrowType.List.INSTANCE;
            case Type.MapOf _ -> new ArrowType.Map(false);
            case Type.Function _ ->
                throw new SkeinException(
                        StandardErrorCode.NOT_SUPPORTED, "A function is not a value: " + type.displayName());
        };
    }

    private static ArrowType simpleType(Type.Simple type) {
        return switch (type) {
            case BOOLEAN, UNKNOWN -> ArrowType.Bool.INSTANCE;
            case TINYINT -> new ArrowType.Int(8, true);
            case SMALLINT -> new ArrowType.Int(16, true);
            case INTEGER, INTERVAL_YEAR_MONTH -> new ArrowType.Int(32, true);
            case BIGINT, INTERVAL_DAY_SECOND -> new ArrowType.Int(64, true);
            case REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case VARBINARY, HYPER_LOG_LOG, P4_HYPER_LOG_LOG, TDIGEST, SET_DIGEST -> ArrowType.Binary.INSTANCE;
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case JSON, UUID, IPADDRESS -> ArrowType.Utf8.INSTANCE;
        };
    }

    private static List<Field> children(Type type) {
        return switch (type) {
            case Type.TimestampWithTimeZone(int precision) -> {
                unit(precision);
                yield List.of(field("instant", new Type.Timestamp(precision)), field("zone", Type.Varchar.UNBOUNDED));
            }
            case Type.TimeWithTimeZone(int precision) -> {
                unit(precision);
                yield List.of(field("nanos", Type.Simple.BIGINT), field("offset_minutes", Type.Simple.INTEGER));
            }
            case Type.Array(Type element) -> List.of(field(ListVector.DATA_VECTOR_NAME, element));
            case Type.MapOf(Type key, Type value) -> List.of(entries(key, value));
            case Type.Row(List<Type.Field> fields) -> {
                List<Field> children = new ArrayList<>(fields.size());
                for (Type.Field child : fields) {
                    children.add(field("f" + children.size(), child.type()));
                }
                yield children;
            }
            default -> List.of();
        };
    }

    private static Field entries(Type key, Type value) {
        Field keys = field(MapVector.KEY_NAME, key, FieldType.notNullable(arrowType(key)));
        return new Field(
                MapVector.DATA_VECTOR_NAME,
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(keys, field(MapVector.VALUE_NAME, value)));
    }

    private static TimeUnit unit(int precision) {
        if (precision > NANOS) {
            throw new SkeinException(
                    StandardErrorCode.NOT_SUPPORTED, "Precision above nanoseconds is not supported: " + precision);
        }
        return precision > MICROS ? TimeUnit.NANOSECOND : TimeUnit.MICROSECOND;
    }
}
