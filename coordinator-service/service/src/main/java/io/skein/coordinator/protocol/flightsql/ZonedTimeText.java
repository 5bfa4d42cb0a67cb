package io.skein.coordinator.protocol.flightsql;

import io.skein.coordinator.protocol.value.ValueText;
import io.skein.spi.type.Type;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;

/** time with time zone as text; Arrow has no type for it. */
final class ZonedTimeText {
    private ZonedTimeText() {}

    static VarCharVector of(StructVector source, int precision, BufferAllocator allocator) {
        ValueText text = new ValueText(new Type.TimeWithTimeZone(precision), source);
        VarCharVector result = new VarCharVector(source.getName(), allocator);
        int rows = source.getValueCount();
        result.allocateNew(Math.max(rows, 1));
        for (int row = 0; row < rows; row++) {
            if (!source.isNull(row)) {
                result.setSafe(row, text.at(row).getBytes(StandardCharsets.UTF_8));
            }
        }
        result.setValueCount(rows);
        return result;
    }
}
