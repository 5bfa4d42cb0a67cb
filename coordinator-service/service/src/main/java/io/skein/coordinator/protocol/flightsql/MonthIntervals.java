package io.skein.coordinator.protocol.flightsql;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;

/** interval year to month as the one interval type that all clients know. */
final class MonthIntervals {
    private MonthIntervals() {}

    static IntervalMonthDayNanoVector of(FieldVector source, BufferAllocator allocator) {
        BaseIntVector months = (BaseIntVector) source;
        IntervalMonthDayNanoVector result = new IntervalMonthDayNanoVector(source.getName(), allocator);
        int rows = source.getValueCount();
        result.allocateNew(Math.max(rows, 1));
        for (int row = 0; row < rows; row++) {
            if (!source.isNull(row)) {
                result.setSafe(row, Math.toIntExact(months.getValueAsLong(row)), 0, 0);
            }
        }
        result.setValueCount(rows);
        return result;
    }
}
