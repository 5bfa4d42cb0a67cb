package io.skein.connector.sql.value;

import io.skein.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Takes Java objects out of vectors, in the form that {@link VectorWriter} puts in. */
public final class VectorReader {
    private static final long NANOS_OF_MICRO = 1_000;

    private VectorReader() {}

    public static @Nullable Object get(FieldVector vector, int slot, Type type) {
        if (vector.isNull(slot)) {
            return null;
        }
        return switch (vector) {
            case BitVector bits -> bits.get(slot) == 1;
            case TinyIntVector ints -> ints.get(slot);
            case SmallIntVector ints -> ints.get(slot);
            case IntVector ints -> ints.get(slot);
            case BigIntVector ints -> ints.get(slot);
            case Float4Vector floats -> floats.get(slot);
            case Float8Vector floats -> floats.get(slot);
            case DecimalVector decimals -> decimals.getObject(slot);
            case VarCharVector texts -> new String(texts.get(slot), StandardCharsets.UTF_8);
            case VarBinaryVector binaries -> binaries.get(slot);
            case DateDayVector dates -> LocalDate.ofEpochDay(dates.get(slot));
            case TimeMicroVector times -> LocalTime.ofNanoOfDay(times.get(slot) * NANOS_OF_MICRO);
            case TimeStampMicroVector times -> LocalDateTime.ofInstant(instant(times, slot), ZoneOffset.UTC);
            case StructVector zoned -> instant((TimeStampMicroVector) zoned.getChildByOrdinal(0), slot);
            case ListVector lists -> elements(lists, slot, ((Type.Array) type).element());
            default -> throw new IllegalArgumentException("no value comes from " + vector.getField());
        };
    }

    private static Instant instant(TimeStampMicroVector vector, int slot) {
        return Instant.EPOCH.plus(vector.get(slot), ChronoUnit.MICROS);
    }

    private static List<@Nullable Object> elements(ListVector vector, int slot, Type element) {
        FieldVector values = Objects.requireNonNull(vector.getDataVector());
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = vector.getElementStartIndex(slot); i < vector.getElementEndIndex(slot); i++) {
            elements.add(get(values, i, element));
        }
        return elements;
    }
}
