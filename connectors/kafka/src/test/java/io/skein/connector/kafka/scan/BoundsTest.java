package io.skein.connector.kafka.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static Constraint of(Type type, List<Range> ranges) {
        return new Constraint(Map.of("c", new Domain(type, ranges, false)));
    }

    private static Range range(Object low, boolean lowInclusive, Object high, boolean highInclusive) {
        return new Range(Optional.of(low), lowInclusive, Optional.of(high), highInclusive);
    }

    @Test
    void openBoundsOfWholeNumbersAreTheNextNumbers() {
        assertThat(Bounds.of(
                        of(
                                Type.Simple.BIGINT,
                                List.of(range(1L, false, 5L, false), range(7L, true, 9L, true), Range.ALL)),
                        "c"))
                .containsExactly(new Bounds(2, 5), new Bounds(7, 10), new Bounds(Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(Bounds.of(Constraint.ALL, "c")).containsExactly(new Bounds(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void tooManyRangesAreTheirSpan() {
        List<Range> many =
                LongStream.range(0, 100).mapToObj(i -> Range.equal(10 * i)).toList();
        assertThat(Bounds.of(of(Type.Simple.BIGINT, many), "c")).containsExactly(new Bounds(0, 991));
    }

    @Test
    void timesAreWholeMillisecondsAndNoneTooFew() {
        LocalDateTime whole = LocalDateTime.parse("1970-01-01T00:00:01.5");
        LocalDateTime between = whole.plusNanos(400_000);
        Type type = new Type.Timestamp(6);

        assertThat(Bounds.milliseconds(of(type, List.of(range(whole, false, whole.plusSeconds(1), false))), "c"))
                .contains(new Bounds(1501, 2500));
        assertThat(Bounds.milliseconds(of(type, List.of(range(between, false, between.plusSeconds(1), false))), "c"))
                .contains(new Bounds(1501, 2501));
        assertThat(Bounds.milliseconds(of(type, List.of()), "c")).contains(new Bounds(Long.MAX_VALUE, Long.MAX_VALUE));
    }
}
