package io.skein.coordinator.protocol.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Arrays and rows are JSON arrays, maps are objects with the keys' text as names. */
final class NestedEncoders {
    private NestedEncoders() {}

    static ColumnEncoder array(ListVector vector, ColumnEncoder element) {
        return new VectorEncoder<>(vector) {
            @Override
            void writeValue(JsonGenerator out, int row) throws IOException {
                out.writeStartArray();
                for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
                    element.write(out, i);
                }
                out.writeEndArray();
            }

            @Override
            void appendValue(StringBuilder out, int row) {
                String separator = "[";
                for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
                    out.append(separator);
                    element.appendText(out, i);
                    separator = ", ";
                }
                out.append(separator.equals("[") ? "[]" : "]");
            }
        };
    }

    static ColumnEncoder map(MapVector vector, ColumnEncoder key, ColumnEncoder value) {
        return new VectorEncoder<>(vector) {
            private final StringBuilder name = new StringBuilder();

            @Override
            void writeValue(JsonGenerator out, int row) throws IOException {
                out.writeStartObject();
                for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
                    name.setLength(0);
                    key.appendText(name, i);
                    out.writeFieldName(name.toString());
                    value.write(out, i);
                }
                out.writeEndObject();
            }

            @Override
            void appendValue(StringBuilder out, int row) {
                String separator = "{";
                for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
                    out.append(separator);
                    key.appendText(out, i);
                    out.append('=');
                    value.appendText(out, i);
                    separator = ", ";
                }
                out.append(separator.equals("{") ? "{}" : "}");
            }
        };
    }

    static ColumnEncoder row(StructVector vector, List<ColumnEncoder> fields) {
        return new VectorEncoder<>(vector) {
            @Override
            void writeValue(JsonGenerator out, int row) throws IOException {
                out.writeStartArray();
                for (ColumnEncoder field : fields) {
                    field.write(out, row);
                }
                out.writeEndArray();
            }

            @Override
            void appendValue(StringBuilder out, int row) {
                String separator = "[";
                for (ColumnEncoder field : fields) {
                    out.append(separator);
                    field.appendText(out, row);
                    separator = ", ";
                }
                out.append(']');
            }
        };
    }
}
