package io.skein.spi.connector;

import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * The values that a column may have: a union of disjoint ascending ranges, plus NULL if allowed. No range and no NULL is nothing.
 * Values have the Java forms of the coordinator's constants: Boolean, Long, Double, Float, BigDecimal, String, byte[], LocalDate, LocalTime, LocalDateTime,
 * ZonedDateTime.
 */
public record Domain(Type type, List<Range> ranges, boolean nullAllowed) {
    public Domain {
        ranges = List.copyOf(ranges);
    }

    /** A range; an empty bound is unbounded. */
    public record Range(Optional<Object> low, boolean lowInclusive, Optional<Object> high, boolean highInclusive) {
        public static final Range ALL = new Range(Optional.empty(), false, Optional.empty(), false);

        public static Range equal(Object value) {
            return new Range(Optional.of(value), true, Optional.of(value), true);
        }

        /** Whether it holds exactly one value. */
        public boolean single() {
            return lowInclusive && highInclusive && low.isPresent() && low.equals(high);
        }
    }
}
