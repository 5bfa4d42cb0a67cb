package io.skein.connector.kafka.value;

import io.skein.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Takes Java objects out of vectors, in the form that {@link ValueWriter} puts in. */
public final class ValueReader {
    private static final long NANOS_OF_MICRO = 1_000;

    private ValueReader() {}

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
            case MapVector maps -> entries(maps, slot, (Type.MapOf) type);
            case ListVector lists -> elements(lists, slot, ((Type.Array) type).element());
            case StructVector structs -> struct(structs, slot, type);
            default -> throw new IllegalArgumentException("no value comes from " + vector.getField());
        };
    }

    private static Instant instant(TimeStampMicroVector vector, int slot) {
        return Instant.EPOCH.plus(vector.get(slot), ChronoUnit.MICROS);
    }

    private static Object struct(StructVector vector, int slot, Type type) {
        if (type instanceof Type.Row(List<Type.Field> fields)) {
            List<@Nullable Object> values = new ArrayList<>(fields.size());
            for (int i = 0; i < fields.size(); i++) {
                values.add(get(
                        (FieldVector) vector.getChildByOrdinal(i),
                        slot,
                        fields.get(i).type()));
            }
            return values;
        }
        String zone = new String(((VarCharVector) vector.getChildByOrdinal(1)).get(slot), StandardCharsets.UTF_8);
        return instant((TimeStampMicroVector) vector.getChildByOrdinal(0), slot)
                .atZone(zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone));
    }

    private static List<@Nullable Object> elements(ListVector vector, int slot, Type element) {
        FieldVector values = Objects.requireNonNull(vector.getDataVector());
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = vector.getElementStartIndex(slot); i < vector.getElementEndIndex(slot); i++) {
            elements.add(get(values, i, element));
        }
        return elements;
    }

    private static Map<@Nullable Object, @Nullable Object> entries(MapVector vector, int slot, Type.MapOf type) {
        StructVector entries = (StructVector) vector.getDataVector();
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = vector.getElementStartIndex(slot); i < vector.getElementEndIndex(slot); i++) {
            values.put(
                    get((FieldVector) entries.getChildByOrdinal(0), i, type.key()),
                    get((FieldVector) entries.getChildByOrdinal(1), i, type.value()));
        }
        return values;
    }
}
