package io.skein.coordinator.protocol.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import org.apache.arrow.vector.VarBinaryVector;

/** varbinary as base64. */
final class BinaryEncoder extends VectorEncoder<VarBinaryVector> {
    BinaryEncoder(VarBinaryVector vector) {
        super(vector);
    }

    @Override
    void writeValue(JsonGenerator out, int row) throws IOException {
        byte[] text = Base64.getEncoder().encode(vector.get(row));
        out.writeRawUTF8String(text, 0, text.length);
    }

    @Override
    void appendValue(StringBuilder out, int row) {
        out.append(Base64.getEncoder().encodeToString(vector.get(row)));
    }
}
