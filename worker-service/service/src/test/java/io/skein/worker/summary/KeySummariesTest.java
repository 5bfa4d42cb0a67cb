package io.skein.worker.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.ArrowTypes;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeySummariesTest {
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void close() {
        allocator.close();
    }

    private static Range span(Object low, Object high) {
        return new Range(Optional.of(low), true, Optional.of(high), true);
    }

    private static Domain values(Type type, Object... values) {
        return new Domain(type, Arrays.stream(values).map(Range::equal).toList(), false);
    }

    /** What is said of one batch with these values, in the form of Arrow's vectors. */
    private Domain summary(Type type, @Nullable Object... values) {
        KeySummaries summaries = new KeySummaries(List.of(new KeyRequest("df", 0, type)));
        try (VectorSchemaRoot root =
                VectorSchemaRoot.create(ArrowTypes.schema(List.of("k"), List.of(type)), allocator)) {
            FieldVector vector = root.getVector(0);
            for (int row = 0; row < values.length; row++) {
                Object value = values[row];
                if (value == null) {
                    vector.setInitialCapacity(values.length);
                    continue;
                }
                switch (vector) {
                    case BigIntVector numbers -> numbers.setSafe(row, (long) value);
                    case IntVector numbers -> numbers.setSafe(row, (int) value);
                    case DateDayVector days -> days.setSafe(row, (int) value);
                    case TimeStampMicroVector micros -> micros.setSafe(row, (long) value);
                    case DecimalVector decimals -> decimals.setSafe(row, (BigDecimal) value);
                    case VarCharVector texts -> texts.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
                    default -> throw new IllegalArgumentException(vector.toString());
                }
            }
            root.setRowCount(values.length);
            summaries.add(root);
        }
        summaries.complete();
        return summaries.outcome().getOrDefault("df", Optional.empty()).orElseThrow();
    }

    @Test
    void eachValueIsKeptOnceAndNullsAreNot() {
        assertThat(summary(Type.Simple.BIGINT, 5L, null, -3L, 5L, Long.MAX_VALUE))
                .isEqualTo(values(Type.Simple.BIGINT, -3L, 5L, Long.MAX_VALUE));
        assertThat(summary(Type.Simple.INTEGER, 7, Integer.MIN_VALUE))
                .isEqualTo(values(Type.Simple.INTEGER, (long) Integer.MIN_VALUE, 7L));
        assertThat(summary(Type.Simple.DATE, 0, -1))
                .isEqualTo(values(Type.Simple.DATE, LocalDate.of(1969, 12, 31), LocalDate.EPOCH));
        Type timestamp = new Type.Timestamp(6);
        assertThat(summary(timestamp, -1L, 1L))
                .isEqualTo(values(
                        timestamp,
                        LocalDateTime.parse("1969-12-31T23:59:59.999999"),
                        LocalDateTime.parse("1970-01-01T00:00:00.000001")));
        Type money = new Type.Decimal(10, 2);
        assertThat(summary(money, new BigDecimal("2.50"), null, new BigDecimal("-0.01"), new BigDecimal("2.50")))
                .isEqualTo(values(money, new BigDecimal("-0.01"), new BigDecimal("2.50")));
    }

    @Test
    void textsAreInTheOrderOfTheirCodePoints() {
        assertThat(summary(Type.Varchar.UNBOUNDED, "b", "", "\uFFFD", "\uD835\uDD1E", null, "b"))
                .isEqualTo(values(Type.Varchar.UNBOUNDED, "", "b", "\uFFFD", "\uD835\uDD1E"));
    }

    @Test
    void noRowsAreNoValues() {
        assertThat(summary(Type.Simple.BIGINT)).isEqualTo(values(Type.Simple.BIGINT));
        assertThat(summary(Type.Varchar.UNBOUNDED, new @Nullable Object[] {null}))
                .isEqualTo(values(Type.Varchar.UNBOUNDED));
    }

    @Test
    void moreThanTheBoundBecomeTheirSpan() {
        Object[] most = IntStream.range(0, 10_000).mapToObj(n -> (long) n * 3).toArray();
        assertThat(summary(Type.Simple.BIGINT, most).ranges()).hasSize(10_000);
        Object[] more = IntStream.range(0, 10_001).mapToObj(n -> (long) n * 3).toArray();
        assertThat(summary(Type.Simple.BIGINT, more).ranges()).containsExactly(span(0L, 30_000L));
        Type money = new Type.Decimal(10, 0);
        Object[] amounts = IntStream.range(0, 10_001).mapToObj(BigDecimal::new).toArray();
        assertThat(summary(money, amounts).ranges()).containsExactly(span(BigDecimal.ZERO, new BigDecimal(10_000)));
        Object[] texts =
                IntStream.range(0, 10_001).mapToObj(n -> "%05d".formatted(n)).toArray();
        assertThat(summary(Type.Varchar.UNBOUNDED, texts).ranges()).containsExactly(span("00000", "10000"));
    }

    @Test
    void textsThatAreTooLongAreNoBounds() {
        String[] texts = IntStream.range(0, 3)
                .mapToObj(n -> String.valueOf(n).repeat(500_000))
                .toArray(String[]::new);
        assertThat(summary(Type.Varchar.UNBOUNDED, (Object[]) texts).ranges()).containsExactly(Range.ALL);
        assertThat(summary(Type.Varchar.UNBOUNDED, texts[0], texts[1], texts[2], "x")
                        .ranges())
                .containsExactly(new Range(Optional.empty(), false, Optional.of("x"), true));
    }

    @Test
    void whoGivesUpSaysSoOnceAndForAll() {
        KeySummaries summaries = new KeySummaries(
                List.of(new KeyRequest("a", 0, Type.Simple.BIGINT), new KeyRequest("b", 1, Type.Simple.DATE)));
        assertThat(summaries.outcome()).isEmpty();
        assertThat(summaries.giveUp()).isTrue();
        assertThat(summaries.giveUp()).isFalse();
        summaries.complete();
        assertThat(summaries.outcome()).isEqualTo(Map.of("a", Optional.empty(), "b", Optional.empty()));
        assertThat(new KeySummaries(List.of()).giveUp()).isFalse();
    }

    @Test
    void distinctNumbersSurviveGrowth() {
        LongSet set = new LongSet();
        IntStream.range(0, 5_000).forEach(n -> set.add(n * 1_000_003L % 7_919));
        assertThat(Arrays.stream(set.sorted()).boxed().collect(Collectors.toList()))
                .isEqualTo(IntStream.range(0, 5_000)
                        .mapToObj(n -> n * 1_000_003L % 7_919)
                        .sorted()
                        .distinct()
                        .toList());
        assertThat(set.size()).isEqualTo(5_000);
    }
}
