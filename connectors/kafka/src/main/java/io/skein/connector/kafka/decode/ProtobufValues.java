package io.skein.connector.kafka.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.skein.spi.type.Type;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of Protobuf messages by the types of their columns. */
final class ProtobufValues {
    private ProtobufValues() {}

    /** NULL where the message has no such field, or knows that it is not set. */
    static @Nullable Object field(Type type, Message message, String name) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
        if (field == null || (field.hasPresence() && !message.hasField(field))) {
            return null;
        }
        Object value = message.getField(field);
        if (field.isMapField()) {
            return map((Type.MapOf) type, (List<?>) value);
        }
        return field.isRepeated() ? array((Type.Array) type, (List<?>) value) : of(type, value);
    }

    private static List<@Nullable Object> array(Type.Array type, List<?> value) {
        List<@Nullable Object> values = new ArrayList<>(value.size());
        value.forEach(one -> values.add(of(type.element(), one)));
        return values;
    }

    private static Map<@Nullable Object, @Nullable Object> map(Type.MapOf type, List<?> entries) {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        for (Object entry : entries) {
            Message pair = (Message) entry;
            List<FieldDescriptor> fields = pair.getDescriptorForType().getFields();
            values.put(
                    of(type.key(), pair.getField(fields.getFirst())),
                    of(type.value(), pair.getField(fields.getLast())));
        }
        return values;
    }

    private static Object of(Type type, Object value) {
        return switch (type) {
            case Type.Varchar varchar ->
                TextValues.cut(varchar, value instanceof EnumValueDescriptor named ? named.getName() : (String) value);
            case Type.Row(var fields) -> row(fields, (Message) value);
            case Type.Timestamp _ -> timestamp((Message) value);
            case Type.Simple simple ->
                switch (simple) {
                    case BOOLEAN -> (Boolean) value;
                    case TINYINT, SMALLINT, INTEGER, BIGINT ->
                        TextValues.integer(simple, value instanceof Integer small ? small : (Long) value);
                    case DOUBLE -> ((Number) value).doubleValue();
                    case REAL -> ((Number) value).floatValue();
                    case VARBINARY -> ((ByteString) value).toByteArray();
                    default -> throw new CorruptMessageException(type + " is not read from Protobuf");
                };
            default -> throw new CorruptMessageException(type + " is not read from Protobuf");
        };
    }

    private static List<@Nullable Object> row(List<Type.Field> fields, Message value) {
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        for (Type.Field field : fields) {
            values.add(field(field.type(), value, field.name().orElseThrow()));
        }
        return values;
    }

    private static LocalDateTime timestamp(Message value) {
        var fields = value.getDescriptorForType();
        if (!fields.getFullName().equals(Timestamp.getDescriptor().getFullName())) {
            throw new CorruptMessageException("no timestamp");
        }
        try {
            return LocalDateTime.ofEpochSecond(
                    (Long) value.getField(fields.findFieldByNumber(Timestamp.SECONDS_FIELD_NUMBER)),
                    (Integer) value.getField(fields.findFieldByNumber(Timestamp.NANOS_FIELD_NUMBER)),
                    ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new CorruptMessageException("no time");
        }
    }
}
