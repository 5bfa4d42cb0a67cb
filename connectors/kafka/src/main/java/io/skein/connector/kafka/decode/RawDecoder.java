package io.skein.connector.kafka.decode;

import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.RawField;
import io.skein.spi.type.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values at fixed places, big-endian. */
final class RawDecoder implements MessageDecoder {
    private final List<RawField> fields;

    RawDecoder(List<FieldDefinition> fields) {
        this.fields = fields.stream().map(RawField::of).toList();
    }

    @Override
    public void decode(byte[] bytes, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = value(fields.get(i), bytes);
        }
    }

    private static Object value(RawField field, byte[] bytes) {
        int end = field.end()
                .orElse(
                        field.type() instanceof Type.Varchar
                                ? bytes.length
                                : field.start() + field.width().bytes());
        if (end > bytes.length || field.start() > end) {
            throw new CorruptMessageException("shorter than its columns");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, field.start(), end - field.start());
        return switch (field.type()) {
            case Type.Varchar varchar ->
                TextValues.cut(varchar, StandardCharsets.UTF_8.decode(buffer).toString());
            case Type.Simple simple ->
                switch (simple) {
                    case DOUBLE -> real(field.width(), buffer);
                    case REAL -> (float) real(field.width(), buffer);
                    case BOOLEAN -> integer(field.width(), buffer) != 0;
                    default -> TextValues.integer(simple, integer(field.width(), buffer));
                };
            default -> throw new IllegalStateException(field.toString());
        };
    }

    private static long integer(RawField.Width width, ByteBuffer buffer) {
        return switch (width) {
            case BYTE -> buffer.get();
            case SHORT -> buffer.getShort();
            case INT -> buffer.getInt();
            case LONG -> buffer.getLong();
            case FLOAT, DOUBLE -> throw new IllegalStateException(width.name());
        };
    }

    private static double real(RawField.Width width, ByteBuffer buffer) {
        return width == RawField.Width.FLOAT ? buffer.getFloat() : buffer.getDouble();
    }
}
