package io.skein.coordinator.protocol.flightsql;

import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;

/** char(n) values with their trailing spaces. */
final class PaddedText {
    private PaddedText() {}

    static VarCharVector of(VarCharVector source, int width, BufferAllocator allocator) {
        VarCharVector padded = new VarCharVector(source.getName(), allocator);
        int rows = source.getValueCount();
        padded.allocateNew(Math.max(rows, 1));
        for (int row = 0; row < rows; row++) {
            if (!source.isNull(row)) {
                padded.setSafe(row, pad(source.get(row), width));
            }
        }
        padded.setValueCount(rows);
        return padded;
    }

    private static byte[] pad(byte[] text, int width) {
        int points = 0;
        for (byte unit : text) {
            points += (unit & 0xC0) != 0x80 ? 1 : 0;
        }
        byte[] padded = Arrays.copyOf(text, text.length + Math.max(0, width - points));
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }
}
