package io.skein.coordinator.protocol.value;

import io.skein.spi.type.Type;
import org.apache.arrow.vector.ValueVector;

/** The text of a vector's values, as Trino shows them. */
public final class ValueText {
    private final ColumnEncoder encoder;

    public ValueText(Type type, ValueVector vector) {
        encoder = ColumnEncoders.of(type, vector, DateTimeForm.PARAMETRIC);
    }

    /** The value at a row; {@code null} is the text null. */
    public String at(int row) {
        StringBuilder text = new StringBuilder();
        encoder.appendText(text, row);
        return text.toString();
    }
}
