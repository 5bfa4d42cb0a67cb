package io.skein.connector.kafka.table;

import io.skein.spi.type.Type;
import java.util.Optional;

/**
 * A column that is a part of a key or a message.
 *
 * @param mapping where it is found, in the words of the format
 * @param dataFormat how its bytes or text are read; empty for the format's own way
 * @param formatHint the pattern of a {@code custom-date-time}
 */
public record FieldDefinition(
        String name,
        Type type,
        String mapping,
        String dataFormat,
        String formatHint,
        boolean hidden,
        Optional<String> comment) {
    /** A visible column that is found by its name. */
    public static FieldDefinition of(String name, Type type) {
        return new FieldDefinition(name, type, name, "", "", false, Optional.empty());
    }
}
