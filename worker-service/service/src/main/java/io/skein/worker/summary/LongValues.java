package io.skein.worker.summary;

import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;

/** Whole numbers, dates, and timestamps to the microsecond. */
final class LongValues implements KeyValues {
    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_MICRO = 1000;

    private final Type type;
    private LongSet distinct = new LongSet();
    private boolean many;
    private boolean any;
    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;

    LongValues(Type type) {
        this.type = type;
    }

    @Override
    public void add(FieldVector vector) {
        int rows = vector.getValueCount();
        boolean nulls = vector.getNullCount() > 0;
        switch (vector) {
            case BaseIntVector numbers -> {
                for (int row = 0; row < rows; row++) {
                    if (!nulls || !vector.isNull(row)) {
                        add(numbers.getValueAsLong(row));
                    }
                }
            }
            case DateDayVector days -> {
                for (int row = 0; row < rows; row++) {
                    if (!nulls || !vector.isNull(row)) {
                        add(days.get(row));
                    }
                }
            }
            case TimeStampVector micros -> {
                for (int row = 0; row < rows; row++) {
                    if (!nulls || !vector.isNull(row)) {
                        add(micros.get(row));
                    }
                }
            }
            default -> throw new IllegalArgumentException("Not of type " + type + ": " + vector.getField());
        }
    }

    private void add(long value) {
        any = true;
        low = Math.min(low, value);
        high = Math.max(high, value);
        if (!many) {
            distinct.add(value);
            if (distinct.size() > MOST_VALUES) {
                many = true;
                distinct = new LongSet();
            }
        }
    }

    @Override
    public Domain domain() {
        if (!any) {
            return new Domain(type, List.of(), false);
        }
        if (many) {
            return new Domain(
                    type, List.of(new Range(Optional.of(value(low)), true, Optional.of(value(high)), true)), false);
        }
        return new Domain(
                type,
                Arrays.stream(distinct.sorted())
                        .mapToObj(value -> Range.equal(value(value)))
                        .toList(),
                false);
    }

    private Object value(long value) {
        if (type == Type.Simple.DATE) {
            return LocalDate.ofEpochDay(value);
        }
        if (type instanceof Type.Timestamp) {
            return LocalDateTime.ofEpochSecond(
                    Math.floorDiv(value, MICROS),
                    (int) (Math.floorMod(value, MICROS) * NANOS_OF_MICRO),
                    ZoneOffset.UTC);
        }
        return value;
    }
}
