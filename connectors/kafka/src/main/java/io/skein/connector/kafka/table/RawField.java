package io.skein.connector.kafka.table;

import io.skein.spi.type.Type;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field at a fixed place.
 *
 * @param end where it ends, exclusive; empty for the width's end, or the message's for texts
 */
public record RawField(String name, Type type, Width width, int start, OptionalInt end) {
    private static final Pattern MAPPING = Pattern.compile("(\\d{1,9})(?::(\\d{1,9}))?");

    /** How many bytes a number has, and whether it is a fraction. */
    public enum Width {
        BYTE(Byte.BYTES),
        SHORT(Short.BYTES),
        INT(Integer.BYTES),
        LONG(Long.BYTES),
        FLOAT(Float.BYTES),
        DOUBLE(Double.BYTES);

        private final int bytes;

        Width(int bytes) {
            this.bytes = bytes;
        }

        public int bytes() {
            return bytes;
        }
    }

    /** @throws IllegalArgumentException where the field's mapping or format makes no sense */
    public static RawField of(FieldDefinition field) {
        Matcher mapping = MAPPING.matcher(field.mapping().equals(field.name()) ? "0" : field.mapping());
        if (!mapping.matches()) {
            throw new IllegalArgumentException(
                    "column '" + field.name() + "' needs a mapping of the form start or start:end");
        }
        Width width = width(field);
        RawField raw = new RawField(
                field.name(),
                field.type(),
                width,
                Integer.parseInt(mapping.group(1)),
                mapping.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(mapping.group(2))));
        boolean text = field.type() instanceof Type.Varchar;
        if (raw.end().isPresent() && !text && raw.end().getAsInt() - raw.start() != width.bytes()) {
            throw new IllegalArgumentException(
                    "column '" + field.name() + "' has a mapping of another length than " + width);
        }
        return raw;
    }

    private static Width width(FieldDefinition field) {
        Width width = field.dataFormat().isEmpty()
                ? Width.BYTE
                : Width.valueOf(field.dataFormat().toUpperCase(Locale.ENGLISH));
        Set<Width> possible = switch (field.type()) {
            case Type.Varchar _ -> Set.of(Width.BYTE);
            case Type.Simple simple ->
                switch (simple) {
                    case BIGINT, BOOLEAN -> Set.of(Width.BYTE, Width.SHORT, Width.INT, Width.LONG);
                    case INTEGER -> Set.of(Width.BYTE, Width.SHORT, Width.INT);
                    case SMALLINT -> Set.of(Width.BYTE, Width.SHORT);
                    case TINYINT -> Set.of(Width.BYTE);
                    case DOUBLE -> Set.of(Width.DOUBLE, Width.FLOAT);
                    case REAL -> Set.of(Width.FLOAT);
                    default -> Set.of();
                };
            default -> Set.of();
        };
        if (!possible.contains(width)) {
            throw new IllegalArgumentException("column '" + field.name() + "' of type " + field.type()
                    + " is not read from raw bytes of the format " + width);
        }
        return width;
    }
}
