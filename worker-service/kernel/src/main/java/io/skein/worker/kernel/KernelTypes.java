package io.skein.worker.kernel;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Types in the kernel, types in Parquet files, and the expressions between the two. */
final class KernelTypes {
    private static final int MICROS = 6;
    private static final int NANOS = 9;

    private KernelTypes() {}

    /** The kernel's form of a type. */
    static String kernel(Type type) {
        return switch (type) {
            case Type.Simple simple -> simple(simple);
            case Type.QDigest _ -> "BLOB";
            case Type.Decimal(int precision, int scale) -> "DECIMAL(" + precision + "," + scale + ")";
            case Type.Varchar _, Type.Char _ -> "VARCHAR";
            case Type.Time(int precision) when precision > NANOS -> "VARCHAR";
            case Type.Time(int precision) -> precision > MICROS ? "TIME_NS" : "TIME";
            case Type.Timestamp(int precision) when precision > NANOS -> "VARCHAR";
            case Type.Timestamp(int precision) -> precision > MICROS ? "TIMESTAMP_NS" : "TIMESTAMP";
            case Type.TimestampWithTimeZone(int precision) ->
                "STRUCT(instant " + (precision > MICROS ? "TIMESTAMP_NS" : "TIMESTAMP") + ", zone VARCHAR)";
            case Type.TimeWithTimeZone _ -> "STRUCT(nanos BIGINT, offset_minutes INTEGER)";
            case Type.Array(Type element) -> kernel(element) + "[]";
            case Type.MapOf(Type key, Type value) -> "MAP(" + kernel(key) + ", " + kernel(value) + ")";
            case Type.Row(List<Type.Field> fields) -> struct(fields, KernelTypes::kernelField, KernelTypes::kernel);
            case Type.Function _ -> throw unsupported(type);
        };
    }

    /** The form that a Parquet file holds: an instant is a UTC timestamp, a row has its fields' names. */
    static String parquet(Type type) {
        return switch (type) {
            case Type.Simple simple when simple == Type.Simple.UUID -> "UUID";
            case Type.TimestampWithTimeZone _ -> "TIMESTAMP WITH TIME ZONE";
            case Type.Array(Type element) -> parquet(element) + "[]";
            case Type.MapOf(Type key, Type value) -> "MAP(" + parquet(key) + ", " + parquet(value) + ")";
            case Type.Row row -> struct(row.fields(), index -> fieldName(row, index), KernelTypes::parquet);
            default -> kernel(type);
        };
    }

    /** The kernel's form of a value read from a file. */
    static String fromParquet(Type type, String value) {
        if (kernel(type).equals(parquet(type))) {
            return value;
        }
        return switch (type) {
            case Type.TimestampWithTimeZone _ ->
                unlessNull(value, "{'instant': timezone('UTC', " + value + "), 'zone': 'UTC'}");
            case Type.Array(Type element) ->
                "list_transform(" + value + ", lambda x: " + fromParquet(element, "x") + ")";
            case Type.MapOf map -> entries(map, value, KernelTypes::fromParquet);
            case Type.Row row ->
                unlessNull(
                        value,
                        fields(
                                row,
                                index -> kernelField(index),
                                index -> fromParquet(
                                        row.fields().get(index).type(),
                                        value + "." + SqlText.identifier(fieldName(row, index)))));
            default -> "CAST(" + value + " AS " + kernel(type) + ")";
        };
    }

    /** The form for a file of a kernel value. */
    static String toParquet(Type type, String value) {
        if (kernel(type).equals(parquet(type))) {
            return "CAST(" + value + " AS " + kernel(type) + ")";
        }
        return switch (type) {
            case Type.TimestampWithTimeZone _ -> "timezone('UTC', (" + value + ").instant)";
            case Type.Array(Type element) -> "list_transform(" + value + ", lambda x: " + toParquet(element, "x") + ")";
            case Type.MapOf map -> entries(map, value, KernelTypes::toParquet);
            case Type.Row row ->
                unlessNull(
                        value,
                        fields(
                                row,
                                index -> fieldName(row, index),
                                index -> toParquet(
                                        row.fields().get(index).type(),
                                        value + "." + SqlText.identifier(kernelField(index)))));
            default -> "CAST(" + value + " AS " + parquet(type) + ")";
        };
    }

    private interface Conversion {
        String apply(Type type, String value);
    }

    private static String entries(Type.MapOf map, String value, Conversion conversion) {
        return "map_from_entries(list_transform(map_entries(" + value + "), lambda e: {'key': "
                + conversion.apply(map.key(), "e.key") + ", 'value': " + conversion.apply(map.value(), "e.value")
                + "}))";
    }

    private static String fields(
            Type.Row row, java.util.function.IntFunction<String> name, java.util.function.IntFunction<String> value) {
        return IntStream.range(0, row.fields().size())
                .mapToObj(index -> SqlText.literal(name.apply(index)) + ": " + value.apply(index))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String struct(
            List<Type.Field> fields, java.util.function.IntFunction<String> name, Function<Type, String> type) {
        return IntStream.range(0, fields.size())
                .mapToObj(index -> SqlText.identifier(name.apply(index)) + " "
                        + type.apply(fields.get(index).type()))
                .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }

    private static String kernelField(int index) {
        return "f" + index;
    }

    static String fieldName(Type.Row row, int index) {
        return row.fields().get(index).name().orElse("field" + index);
    }

    private static String unlessNull(String value, String result) {
        return "CASE WHEN " + value + " IS NOT NULL THEN " + result + " END";
    }

    private static String simple(Type.Simple type) {
        return switch (type) {
            case BOOLEAN, UNKNOWN -> "BOOLEAN";
            case TINYINT -> "TINYINT";
            case SMALLINT -> "SMALLINT";
            case INTEGER, INTERVAL_YEAR_MONTH -> "INTEGER";
            case BIGINT, INTERVAL_DAY_SECOND -> "BIGINT";
            case REAL -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case VARBINARY, HYPER_LOG_LOG, P4_HYPER_LOG_LOG, TDIGEST, SET_DIGEST -> "BLOB";
            case DATE -> "DATE";
            case JSON, UUID, IPADDRESS -> "VARCHAR";
        };
    }

    private static SkeinException unsupported(Type type) {
        return new SkeinException(StandardErrorCode.NOT_SUPPORTED, "Not a kernel type: " + type.displayName());
    }
}
