package io.skein.connector.kafka.encode;

import io.skein.connector.kafka.table.FieldDefinition;
import io.skein.connector.kafka.table.RawField;
import io.skein.spi.type.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values at fixed places, big-endian; every place has to be filled. */
final class RawEncoder implements MessageEncoder {
    private final List<RawField> fields;
    private final int length;

    RawEncoder(List<FieldDefinition> fields) {
        this.fields = fields.stream().map(RawField::of).toList();
        this.length = this.fields.stream().mapToInt(RawEncoder::end).max().orElse(0);
    }

    private static int end(RawField field) {
        if (field.type() instanceof Type.Varchar && field.end().isEmpty()) {
            throw new IllegalArgumentException(
                    "column '" + field.name() + "' needs an end in its mapping to be written");
        }
        return field.end().orElse(field.start() + field.width().bytes());
    }

    @Override
    public byte[] encode(@Nullable Object[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        for (int i = 0; i < values.length; i++) {
            RawField field = fields.get(i);
            Object value = values[i];
            if (value == null) {
                throw new IllegalArgumentException("column '" + field.name() + "' has no place for NULL");
            }
            buffer.position(field.start());
            put(field, value, buffer);
        }
        return buffer.array();
    }

    private static void put(RawField field, Object value, ByteBuffer buffer) {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                if (bytes.length != end(field) - field.start()) {
                    throw new IllegalArgumentException("column '" + field.name() + "' takes texts of exactly "
                            + (end(field) - field.start()) + " bytes");
                }
                buffer.put(bytes);
            }
            case Double real -> real(field, real, buffer);
            case Float real -> real(field, real, buffer);
            case Boolean truth -> integer(field, truth ? 1 : 0, buffer);
            case Number number -> integer(field, number.longValue(), buffer);
            default -> throw new IllegalArgumentException("column '" + field.name() + "' cannot be written");
        }
    }

    private static void real(RawField field, double value, ByteBuffer buffer) {
        if (field.width() == RawField.Width.FLOAT) {
            buffer.putFloat((float) value);
        } else {
            buffer.putDouble(value);
        }
    }

    private static void integer(RawField field, long value, ByteBuffer buffer) {
        int bits = field.width().bytes() * Byte.SIZE;
        if (value << (Long.SIZE - bits) >> (Long.SIZE - bits) != value) {
            throw new IllegalArgumentException("column '" + field.name() + "' has no place for " + value);
        }
        switch (field.width()) {
            case BYTE -> buffer.put((byte) value);
            case SHORT -> buffer.putShort((short) value);
            case INT -> buffer.putInt((int) value);
            default -> buffer.putLong(value);
        }
    }
}
