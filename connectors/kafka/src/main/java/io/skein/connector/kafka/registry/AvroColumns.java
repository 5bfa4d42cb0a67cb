package io.skein.connector.kafka.registry;

import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessageFormat;
import io.skein.connector.kafka.table.MessagePart;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Columns for an Avro schema: a record's fields, or one for anything else. Fields that have no type here are not there: unions of several types, records
 * within themselves, records without fields.
 */
final class AvroColumns {
    private AvroColumns() {}

    /** @param single the column's name where the schema is no record */
    static MessagePart of(String text, String single) {
        Schema schema = new Schema.Parser().parse(text);
        List<FieldDefinition> fields = new ArrayList<>();
        if (schema.getType() == Schema.Type.RECORD) {
            for (Schema.Field field : schema.getFields()) {
                type(field.schema(), Set.of(schema.getFullName()))
                        .ifPresent(type -> fields.add(column(field.name(), type, field.name(), field.doc())));
            }
        } else {
            type(schema, Set.of()).ifPresent(type -> fields.add(column(single, type, "", null)));
        }
        return new MessagePart(MessageFormat.AVRO, text, "", true, fields);
    }

    private static FieldDefinition column(
            String name, Type type, String mapping, @org.jspecify.annotations.Nullable String comment) {
        return new FieldDefinition(
                name.toLowerCase(Locale.ENGLISH), type, mapping, "", "", false, Optional.ofNullable(comment));
    }

    private static Optional<Type> type(Schema schema, Set<String> within) {
        return switch (schema.getType()) {
            case BOOLEAN -> Optional.of(Type.Simple.BOOLEAN);
            case INT -> Optional.of(Type.Simple.INTEGER);
            case LONG -> Optional.of(Type.Simple.BIGINT);
            case FLOAT -> Optional.of(Type.Simple.REAL);
            case DOUBLE -> Optional.of(Type.Simple.DOUBLE);
            case STRING, ENUM -> Optional.of(Type.Varchar.UNBOUNDED);
            case BYTES, FIXED -> Optional.of(Type.Simple.VARBINARY);
            case ARRAY -> type(schema.getElementType(), within).map(Type.Array::new);
            case MAP -> type(schema.getValueType(), within).map(value -> new Type.MapOf(Type.Varchar.UNBOUNDED, value));
            case UNION -> union(schema, within);
            case RECORD -> row(schema, within);
            case NULL -> Optional.empty();
        };
    }

    private static Optional<Type> union(Schema schema, Set<String> within) {
        List<Schema> types = schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        return types.size() == 1 ? type(types.getFirst(), within) : Optional.empty();
    }

    private static Optional<Type> row(Schema schema, Set<String> within) {
        if (within.contains(schema.getFullName())) {
            return Optional.empty();
        }
        Set<String> deeper = new HashSet<>(within);
        deeper.add(schema.getFullName());
        List<Type.Field> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            type(field.schema(), deeper).ifPresent(type -> fields.add(new Type.Field(Optional.of(field.name()), type)));
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Type.Row(fields));
    }
}
