package io.skein.connector.kafka.registry;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessageFormat;
import io.skein.connector.kafka.table.MessagePart;
import io.skein.connector.kafka.table.ProtoSchema;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Columns for the first message type of a .proto file. Messages within themselves are not there. */
final class ProtobufColumns {
    private static final int MICRO_DIGITS = 6;

    private ProtobufColumns() {}

    static MessagePart of(String text) {
        Descriptor message = ProtoSchema.parse(text).at(List.of(0));
        List<FieldDefinition> fields = new ArrayList<>();
        for (FieldDescriptor field : message.getFields()) {
            type(field, Set.of(message.getFullName()))
                    .ifPresent(type -> fields.add(new FieldDefinition(
                            field.getName().toLowerCase(Locale.ENGLISH),
                            type,
                            field.getName(),
                            "",
                            "",
                            false,
                            Optional.empty())));
        }
        return new MessagePart(MessageFormat.PROTOBUF, text, message.getFullName(), true, fields);
    }

    private static Optional<Type> type(FieldDescriptor field, Set<String> within) {
        if (field.isMapField()) {
            List<FieldDescriptor> entry = field.getMessageType().getFields();
            return value(entry.getFirst(), within)
                    .flatMap(key -> value(entry.getLast(), within).map(value -> new Type.MapOf(key, value)));
        }
        return field.isRepeated() ? value(field, within).map(Type.Array::new) : value(field, within);
    }

    private static Optional<Type> value(FieldDescriptor field, Set<String> within) {
        return switch (field.getJavaType()) {
            case INT -> Optional.of(Type.Simple.INTEGER);
            case LONG -> Optional.of(Type.Simple.BIGINT);
            case FLOAT -> Optional.of(Type.Simple.REAL);
            case DOUBLE -> Optional.of(Type.Simple.DOUBLE);
            case BOOLEAN -> Optional.of(Type.Simple.BOOLEAN);
            case STRING, ENUM -> Optional.of(Type.Varchar.UNBOUNDED);
            case BYTE_STRING -> Optional.of(Type.Simple.VARBINARY);
            case MESSAGE -> row(field.getMessageType(), within);
        };
    }

    private static Optional<Type> row(Descriptor message, Set<String> within) {
        if (message.getFullName().equals(Timestamp.getDescriptor().getFullName())) {
            return Optional.of(new Type.Timestamp(MICRO_DIGITS));
        }
        if (within.contains(message.getFullName())) {
            return Optional.empty();
        }
        Set<String> deeper = new HashSet<>(within);
        deeper.add(message.getFullName());
        List<Type.Field> fields = new ArrayList<>();
        for (FieldDescriptor field : message.getFields()) {
            type(field, deeper).ifPresent(type -> fields.add(new Type.Field(Optional.of(field.getName()), type)));
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Type.Row(fields));
    }
}
