package io.skein.connector.tpcds;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.VarCharVector;

/** Writes one of the generator's texts as a value of its column's type. */
@FunctionalInterface
interface ValueWriter {
    int NANOS_PER_MICRO = 1000;

    void write(int row, String text);

    static ValueWriter of(Type type, FieldVector vector) {
        return switch (vector) {
            case BigIntVector longs -> (row, text) -> longs.set(row, Long.parseLong(text));
            case IntVector integers -> (row, text) -> integers.set(row, Integer.parseInt(text));
            case DateDayVector dates ->
                (row, text) ->
                        dates.set(row, Math.toIntExact(LocalDate.parse(text).toEpochDay()));
            case TimeMicroVector times ->
                (row, text) -> times.set(row, LocalTime.parse(text).toNanoOfDay() / NANOS_PER_MICRO);
            case DecimalVector decimals -> (row, text) -> decimals.set(row, unscaled(text, decimals.getScale()));
            case VarCharVector texts
            when type instanceof Type.Char ->
                (row, text) -> texts.setSafe(row, trimmed(text).getBytes(UTF_8));
            case VarCharVector texts -> (row, text) -> texts.setSafe(row, text.getBytes(UTF_8));
            default -> throw new IllegalArgumentException(vector.getField().toString());
        };
    }

    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static long unscaled(String text, int scale) {
        int point = text.indexOf('.');
        if (point > 0 && point == text.length() - scale - 1) {
            return Long.parseLong(text.substring(0, point) + text.substring(point + 1));
        }
        return new BigDecimal(text).setScale(scale).unscaledValue().longValueExact();
    }
}
