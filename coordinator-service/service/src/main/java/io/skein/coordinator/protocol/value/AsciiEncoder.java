package io.skein.coordinator.protocol.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.arrow.vector.ValueVector;

/** Values whose JSON is a string of plain ASCII without anything to escape. */
final class AsciiEncoder<V extends ValueVector> extends VectorEncoder<V> {
    private final Format format;
    private final AsciiText text = new AsciiText();

    AsciiEncoder(V vector, Format format) {
        super(vector);
        this.format = format;
    }

    @Override
    void writeValue(JsonGenerator out, int row) throws IOException {
        text.clear();
        format.append(text, row);
        out.writeRawUTF8String(text.bytes(), 0, text.length());
    }

    @Override
    void appendValue(StringBuilder out, int row) {
        text.clear();
        format.append(text, row);
        out.append(text);
    }

    /** The text of a non-null value. */
    @FunctionalInterface
    interface Format {
        void append(AsciiText text, int row);
    }
}
