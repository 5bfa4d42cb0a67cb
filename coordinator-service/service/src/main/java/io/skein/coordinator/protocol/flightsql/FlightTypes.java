package io.skein.coordinator.protocol.flightsql;

import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.spi.type.ArrowTypes;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The Arrow types that Flight SQL clients see. Where the engine's own Arrow form ({@link ArrowTypes}) would puzzle a client, another is sent:
 *
 * <table><caption>Differences from the engine's form</caption>
 * <tr><th>Type</th><th>Engine</th><th>Client</th></tr>
 * <tr><td>char(n)</td><td>Utf8 without trailing spaces</td><td>Utf8 padded to n</td></tr>
 * <tr><td>timestamp(p) with time zone</td><td>Struct(instant, zone)</td><td>Timestamp(unit, "UTC"): the instant; the zone of each value is lost</td></tr>
 * <tr><td>time(p) with time zone</td><td>Struct(nanos, offset_minutes)</td><td>Utf8, {@code 07:08:09.123+02:00}</td></tr>
 * <tr><td>interval year to month</td><td>Int32 months</td><td>Interval(MONTH_DAY_NANO)</td></tr>
 * <tr><td>interval day to second</td><td>Int64 milliseconds</td><td>Duration(MILLISECOND)</td></tr>
 * <tr><td>row</td><td>Struct(f1, f2, ...)</td><td>Struct with the fields' names, {@code field0} where there is none</td></tr>
 * <tr><td>unknown</td><td>Bool</td><td>Null</td></tr>
 * </table>
 *
 * <p>Each field carries Trino's name of its type as {@code ARROW:FLIGHT:SQL:TYPE_NAME}.
 */
final class FlightTypes {
    private FlightTypes() {}

    static Schema schema(List<OutputColumn> columns) {
        return new Schema(columns.stream()
                .map(column -> field(column.name(), column.type()))
                .toList());
    }

    static Field field(String name, Type type) {
        return field(name, type, true);
    }

    private static Field field(String name, Type type, boolean nullable) {
        return new Field(name, new FieldType(nullable, arrowType(type), null, metadata(type)), children(type));
    }

    static ArrowType arrowType(Type type) {
        return switch (type) {
            case Type.TimestampWithTimeZone zoned ->
                new ArrowType.Timestamp(zoned.precision() > 6 ? TimeUnit.NANOSECOND : TimeUnit.MICROSECOND, "UTC");
            case Type.TimeWithTimeZone _ -> ArrowType.Utf8.INSTANCE;
            case Simple.INTERVAL_YEAR_MONTH -> new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO);
            case Simple.INTERVAL_DAY_SECOND -> new ArrowType.Duration(TimeUnit.MILLISECOND);
            case Simple.UNKNOWN -> ArrowType.Null.INSTANCE;
            default -> ArrowTypes.arrowType(type);
        };
    }

    private static List<Field> children(Type type) {
        return switch (type) {
            case Type.Array array -> List.of(field(ListVector.DATA_VECTOR_NAME, array.element()));
            case Type.MapOf map ->
                List.of(new Field(
                        MapVector.DATA_VECTOR_NAME,
                        FieldType.notNullable(ArrowType.Struct.INSTANCE),
                        List.of(
                                field(MapVector.KEY_NAME, map.key(), false),
                                field(MapVector.VALUE_NAME, map.value()))));
            case Type.Row row -> rowFields(row);
            default -> List.of();
        };
    }

    /** Names are made unique: a Struct with two children of one name can't be read by every client. */
    private static List<Field> rowFields(Type.Row row) {
        List<Field> fields = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < row.fields().size(); i++) {
            Type.Field field = row.fields().get(i);
            String name = field.name().orElse("field" + i);
            while (!taken.add(name)) {
                name = name + "_" + i;
            }
            fields.add(field(name, field.type()));
        }
        return fields;
    }

    private static Map<String, String> metadata(Type type) {
        FlightSqlColumnMetadata.Builder metadata = new FlightSqlColumnMetadata.Builder().typeName(type.displayName());
        if (type instanceof Type.Decimal decimal) {
            metadata.precision(decimal.precision()).scale(decimal.scale());
        }
        return metadata.build().getMetadataMap();
    }
}
