package io.skein.connector.kafka.scan;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Ranges of whole numbers that a constraint leaves of a column.
 *
 * @param end exclusive
 */
record Bounds(long begin, long end) {
    private static final Bounds ALL = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final int MOST_RANGES = 64;
    private static final long NANOS_OF_MILLI = 1_000_000;

    /** The ranges of a bigint column, or what spans them where they are too many. */
    static List<Bounds> of(Constraint constraint, String column) {
        Optional<Domain> domain = Optional.ofNullable(constraint.domains().get(column));
        if (domain.isEmpty()) {
            return List.of(ALL);
        }
        List<Bounds> ranges = domain.get().ranges().stream()
                .map(range -> range(range, value -> (Long) value, value -> (Long) value))
                .toList();
        return ranges.size() <= MOST_RANGES ? ranges : List.of(span(ranges));
    }

    /** What spans the milliseconds of a timestamp column, of which the constraint leaves some. */
    static Optional<Bounds> milliseconds(Constraint constraint, String column) {
        return Optional.ofNullable(constraint.domains().get(column)).map(domain -> {
            List<Bounds> ranges = domain.ranges().stream()
                    .map(range -> range(range, Bounds::ceiling, Bounds::floor))
                    .toList();
            return ranges.isEmpty() ? new Bounds(Long.MAX_VALUE, Long.MAX_VALUE) : span(ranges);
        });
    }

    boolean holds(long value) {
        return value >= begin && value < end;
    }

    OptionalLong lower() {
        return begin == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(begin);
    }

    OptionalLong upper() {
        return end == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(end);
    }

    private static Bounds span(List<Bounds> ranges) {
        return new Bounds(
                ranges.stream().mapToLong(Bounds::begin).min().orElseThrow(),
                ranges.stream().mapToLong(Bounds::end).max().orElseThrow());
    }

    /** An open bound is taken for a closed one where values lie between whole numbers. */
    private static Bounds range(Domain.Range range, ToLongFunction<Object> low, ToLongFunction<Object> high) {
        return new Bounds(
                range.low()
                        .map(value -> low.applyAsLong(value)
                                + (range.lowInclusive() || low.applyAsLong(value) != high.applyAsLong(value) ? 0 : 1))
                        .orElse(Long.MIN_VALUE),
                range.high()
                        .map(value -> high.applyAsLong(value)
                                + (range.highInclusive() || low.applyAsLong(value) != high.applyAsLong(value) ? 1 : 0))
                        .orElse(Long.MAX_VALUE));
    }

    private static long floor(Object value) {
        return ((LocalDateTime) value).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static long ceiling(Object value) {
        LocalDateTime time = (LocalDateTime) value;
        return floor(time) + (time.getNano() % NANOS_OF_MILLI == 0 ? 0 : 1);
    }
}
