package io.skein.connector.kafka.decode;

import io.skein.spi.type.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Avro's generic values by the types of their columns; logical types are what they are stored as, as in Trino. */
final class AvroValues {
    private AvroValues() {}

    static @Nullable Object of(Type type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case Type.Varchar varchar -> TextValues.cut(varchar, value.toString());
            case Type.Array(Type element) -> array(element, (Collection<?>) value);
            case Type.MapOf map -> map(map.value(), (Map<?, ?>) value);
            case Type.Row(var fields) -> row(fields, (IndexedRecord) value);
            case Type.Simple simple -> simple(simple, value);
            default -> throw new CorruptMessageException(type + " is not read from Avro");
        };
    }

    private static Object simple(Type.Simple type, Object value) {
        return switch (type) {
            case BOOLEAN -> (Boolean) value;
            case TINYINT, SMALLINT, INTEGER, BIGINT -> TextValues.integer(type, whole(value));
            case DOUBLE -> ((Number) value).doubleValue();
            case REAL -> ((Number) value).floatValue();
            case VARBINARY -> bytes(value);
            default -> throw new CorruptMessageException(type + " is not read from Avro");
        };
    }

    private static long whole(Object value) {
        return value instanceof Integer small ? small : (Long) value;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof GenericFixed fixed) {
            return fixed.bytes().clone();
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static List<@Nullable Object> array(Type element, Collection<?> value) {
        List<@Nullable Object> values = new ArrayList<>(value.size());
        value.forEach(one -> values.add(of(element, one)));
        return values;
    }

    private static Map<String, @Nullable Object> map(Type of, Map<?, ?> value) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        value.forEach((key, one) -> values.put(String.valueOf(key), of(of, one)));
        return values;
    }

    /** Fields of rows are found by their names: some of a record's may have no type here. */
    private static List<@Nullable Object> row(List<Type.Field> fields, IndexedRecord value) {
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        for (Type.Field field : fields) {
            var named = value.getSchema().getField(field.name().orElseThrow());
            values.add(named == null ? null : of(field.type(), value.get(named.pos())));
        }
        return values;
    }
}
