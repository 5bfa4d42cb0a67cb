package io.skein.coordinator.protocol.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the values of one vector; nulls included. */
interface ColumnEncoder {
    /** The value as Trino's REST protocol has it. The generator writes UTF-8. */
    void write(JsonGenerator out, int row) throws IOException;

    /** The value as text, the form map keys take; null is {@code null}, nested values are {@code [1, a]} and {@code {k=v}}. */
    void appendText(StringBuilder out, int row);
}
