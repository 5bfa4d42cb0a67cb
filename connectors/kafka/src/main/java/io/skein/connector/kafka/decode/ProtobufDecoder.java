package io.skein.connector.kafka.decode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.MessagePart;
import io.skein.connector.kafka.table.ProtoSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf: bare, or after the id of the schema it was written with and the place of its type in that. Fields are known by their numbers, so that messages
 * of older and newer schemas are read with the table's. A field's mapping is the way to its value, names between slashes.
 */
final class ProtobufDecoder implements MessageDecoder {
    private static final int MOST_NESTED = 64;

    private final Descriptor type;
    private final boolean framed;
    private final WriterSchemas writers;
    private final List<FieldDefinition> fields;
    private final List<String[]> paths;
    private final Map<Integer, ProtoSchema> schemas = new HashMap<>();

    ProtobufDecoder(MessagePart part, WriterSchemas writers) {
        this.type = ProtoSchema.parse(part.schema()).message(part.messageType());
        this.framed = part.framed();
        this.writers = writers;
        this.fields = part.fields();
        this.paths = fields.stream().map(field -> field.mapping().split("/")).toList();
    }

    @Override
    public void decode(byte[] bytes, @Nullable Object[] values) {
        try {
            CodedInputStream input = CodedInputStream.newInstance(bytes);
            if (framed) {
                check(Frame.schema(bytes), places(input));
            }
            Message message = DynamicMessage.parseFrom(type, input);
            for (int i = 0; i < values.length; i++) {
                values[i] = value(message, i);
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | ClassCastException e) {
            throw new CorruptMessageException("not Protobuf of the table's schema");
        }
    }

    /** Where the message's type is in its schema: a count and as many numbers, nothing but a zero for the first type. */
    private static List<Integer> places(CodedInputStream input) throws IOException {
        input.skipRawBytes(Frame.LENGTH);
        int count = input.readSInt32();
        if (count < 0 || count > MOST_NESTED) {
            throw new CorruptMessageException("no place of a type");
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(input.readSInt32());
        }
        return count == 0 ? List.of(0) : places;
    }

    private void check(int schema, List<Integer> places) {
        Descriptor written = schemas.computeIfAbsent(schema, id -> ProtoSchema.parse(writers.schema(id)))
                .at(places);
        if (!written.getFullName().equals(type.getFullName())) {
            throw new CorruptMessageException("a message of another type");
        }
    }

    private @Nullable Object value(Message message, int index) {
        String[] path = paths.get(index);
        Message row = message;
        for (int i = 0; i < path.length - 1; i++) {
            FieldDescriptor field = row.getDescriptorForType().findFieldByName(path[i]);
            if (field == null || field.isRepeated() || !row.hasField(field)) {
                return null;
            }
            row = (Message) row.getField(field);
        }
        return ProtobufValues.field(fields.get(index).type(), row, path[path.length - 1]);
    }
}
