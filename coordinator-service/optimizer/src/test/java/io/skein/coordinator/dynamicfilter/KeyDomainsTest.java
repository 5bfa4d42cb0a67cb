package io.skein.coordinator.dynamicfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyDomainsTest {
    private static Domain values(Type type, Object... values) {
        return new Domain(type, List.of(values).stream().map(Range::equal).toList(), false);
    }

    private static Range span(Object low, Object high) {
        return new Range(Optional.of(low), true, Optional.of(high), true);
    }

    @Test
    void whatTasksHoldIsPutTogether() {
        assertThat(KeyDomains.union(
                        List.of(values(Type.Simple.BIGINT, 1L, 7L), values(Type.Simple.BIGINT, 3L, 7L)), 10))
                .isEqualTo(values(Type.Simple.BIGINT, 1L, 3L, 7L));
        assertThat(KeyDomains.union(
                        List.of(
                                values(Type.Simple.BIGINT),
                                new Domain(Type.Simple.BIGINT, List.of(span(5L, 9L)), false)),
                        10))
                .isEqualTo(new Domain(Type.Simple.BIGINT, List.of(span(5L, 9L)), false));
        assertThat(KeyDomains.union(List.of(values(Type.Simple.DATE)), 10)).isEqualTo(values(Type.Simple.DATE));
    }

    @Test
    void tooManyValuesBecomeTheirSpan() {
        Object[] many = LongStream.range(0, 11).boxed().toArray();
        assertThat(KeyDomains.union(List.of(values(Type.Simple.BIGINT, many)), 10)
                        .ranges())
                .containsExactly(span(0L, 10L));
        assertThat(KeyDomains.union(List.of(values(Type.Simple.BIGINT, many)), 11)
                        .ranges())
                .hasSize(11);
    }

    @Test
    void aNarrowerColumnHasNoneOfTheValuesBeyondIt() {
        Domain wide = values(Type.Simple.BIGINT, -129L, -128L, 5L, 127L, 128L);
        assertThat(KeyDomains.narrowed(Constraint.ALL, "c", Type.Simple.TINYINT, wide)
                        .domains())
                .isEqualTo(Map.of("c", values(Type.Simple.TINYINT, -128L, 5L, 127L)));
        Domain range = new Domain(Type.Simple.BIGINT, List.of(span(Long.MIN_VALUE, 40_000L)), false);
        assertThat(KeyDomains.narrowed(Constraint.ALL, "c", Type.Simple.SMALLINT, range)
                        .domains())
                .isEqualTo(Map.of("c", new Domain(Type.Simple.SMALLINT, List.of(span(-32_768L, 32_767L)), false)));
        assertThat(KeyDomains.narrowed(Constraint.ALL, "c", Type.Simple.INTEGER, values(Type.Simple.BIGINT, 1L << 40))
                        .domains())
                .isEqualTo(Map.of("c", values(Type.Simple.INTEGER)));
    }

    @Test
    void theQuerysOwnConstraintStays() {
        Constraint own = new Constraint(Map.of(
                "c",
                new Domain(Type.Simple.BIGINT, List.of(span(1L, 4L)), true),
                "d",
                values(Type.Simple.DATE, LocalDate.EPOCH)));
        assertThat(KeyDomains.narrowed(own, "c", Type.Simple.BIGINT, values(Type.Simple.BIGINT, 0L, 3L, 9L))
                        .domains())
                .isEqualTo(Map.of("c", values(Type.Simple.BIGINT, 3L), "d", values(Type.Simple.DATE, LocalDate.EPOCH)));
    }

    @Test
    void fewValuesAreAListForTheKernelAndManyASpan() {
        assertThat(KeyPredicates.of("c", Type.Simple.BIGINT, values(Type.Simple.BIGINT, 3L, 9L)))
                .contains("(\"c\" IN ((3)::BIGINT, (9)::BIGINT))");
        Object[] many = LongStream.range(0, 51).boxed().toArray();
        assertThat(KeyPredicates.of("c", Type.Simple.BIGINT, values(Type.Simple.BIGINT, many)))
                .contains("(\"c\" >= (0)::BIGINT) AND (\"c\" <= (50)::BIGINT)");
        Type money = new Type.Decimal(5, 2);
        assertThat(KeyPredicates.of("c", money, values(money, new BigDecimal("1.50"))))
                .contains("(\"c\" IN ('1.50'::DECIMAL(5,2)))");
        assertThat(KeyPredicates.of(
                        "c", Type.Varchar.UNBOUNDED, new Domain(Type.Varchar.UNBOUNDED, List.of(Range.ALL), false)))
                .isEmpty();
    }
}
