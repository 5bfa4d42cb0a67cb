package io.skein.coordinator.optimize;

import static io.skein.coordinator.testing.Plans.above;
import static io.skein.coordinator.testing.Plans.compare;
import static io.skein.coordinator.testing.Plans.equal;
import static io.skein.coordinator.testing.Plans.number;
import static io.skein.coordinator.testing.Plans.scan;
import static io.skein.coordinator.testing.Plans.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.In;
import io.skein.coordinator.expression.Expression.IsNull;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanConstraintsTest {
    private static Map<String, Domain> domains(Expression predicate) {
        return ScanConstraints.constraint(predicate, scan("a", "x", "y")).domains();
    }

    private static Domain domain(boolean nullAllowed, Range... ranges) {
        return new Domain(Type.Simple.BIGINT, List.of(ranges), nullAllowed);
    }

    @Test
    void conjunctsNarrowAColumn() {
        Expression predicate =
                ExpressionTree.and(List.of(above("x", 1), compare("x", ComparisonOperator.LESS_THAN_OR_EQUAL, 9)));
        assertThat(domains(predicate))
                .containsExactly(
                        Map.entry("x", domain(false, new Range(Optional.of(1L), false, Optional.of(9L), true))));
    }

    @Test
    void disjunctsOfOneColumnAreAUnion() {
        Expression predicate = ExpressionTree.or(List.of(
                compare("x", ComparisonOperator.EQUAL, 5),
                new Between(symbol("x").reference(), number(5), number(7)),
                new IsNull(symbol("x").reference())));
        assertThat(domains(predicate))
                .containsEntry("x", domain(true, new Range(Optional.of(5L), true, Optional.of(7L), true)));
    }

    @Test
    void aListIsItsValuesInOrder() {
        Expression predicate = new In(symbol("x").reference(), List.of(number(3), number(1)));
        assertThat(domains(predicate)).containsEntry("x", domain(false, Range.equal(1L), Range.equal(3L)));
    }

    @Test
    void whatCannotBeIsNothing() {
        Expression predicate =
                ExpressionTree.and(List.of(above("x", 9), compare("x", ComparisonOperator.LESS_THAN, 1)));
        assertThat(domains(predicate)).containsEntry("x", domain(false));
    }

    @Test
    void termsOverTwoColumnsSayNothingOfEither() {
        assertThat(domains(equal("x", "y"))).isEmpty();
        assertThat(domains(ExpressionTree.or(List.of(above("x", 1), above("y", 1)))))
                .isEmpty();
    }
}
