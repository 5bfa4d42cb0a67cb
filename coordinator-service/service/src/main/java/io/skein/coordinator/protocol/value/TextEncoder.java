package io.skein.coordinator.protocol.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VarCharVector;

/** varchar, json, uuid, ipaddress; and char, padded to its width. */
final class TextEncoder extends VectorEncoder<VarCharVector> {
    private final int width;
    private byte[] scratch = new byte[256];

    /** @param width code points to pad to, or 0 */
    TextEncoder(VarCharVector vector, int width) {
        super(vector);
        this.width = width;
    }

    @Override
    void writeValue(JsonGenerator out, int row) throws IOException {
        int size = load(row);
        out.writeUTF8String(scratch, 0, size);
    }

    @Override
    void appendValue(StringBuilder out, int row) {
        int size = load(row);
        out.append(new String(scratch, 0, size, StandardCharsets.UTF_8));
    }

    private int load(int row) {
        long offset = vector.getStartOffset(row);
        int size = vector.getEndOffset(row) - (int) offset;
        if (scratch.length < size + width) {
            scratch = new byte[Math.max(scratch.length * 2, size + width)];
        }
        ArrowBuf data = vector.getDataBuffer();
        data.getBytes(offset, scratch, 0, size);
        return width == 0 ? size : pad(size);
    }

    private int pad(int size) {
        int points = 0;
        for (int i = 0; i < size; i++) {
            if ((scratch[i] & 0xC0) != 0x80) {
                points++;
            }
        }
        int end = size + Math.max(0, width - points);
        Arrays.fill(scratch, size, end, (byte) ' ');
        return end;
    }
}
