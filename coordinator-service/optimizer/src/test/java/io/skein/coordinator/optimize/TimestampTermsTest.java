package io.skein.coordinator.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Between;
import io.skein.coordinator.expression.Expression.Call;
import io.skein.coordinator.expression.Expression.Cast;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Expression.Constant;
import io.skein.coordinator.expression.FunctionReference;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.spi.type.Type;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimestampTermsTest {
    private static final Type ZONED = new Type.TimestampWithTimeZone(3);
    private static final Expression COLUMN = new Symbol("t", new Type.Timestamp(3)).reference();
    private static final long FIVE_MINUTES = 300_000;

    private static Expression zoned(Expression value) {
        return new Cast(value, ZONED, false);
    }

    /** Five minutes before a moment. */
    private static Expression before(String moment) {
        return new Call(
                new FunctionReference("$subtract", List.of(ZONED, Type.Simple.INTERVAL_DAY_SECOND), ZONED),
                List.of(
                        new Constant(ZonedDateTime.parse(moment), ZONED),
                        new Constant(FIVE_MINUTES, Type.Simple.INTERVAL_DAY_SECOND)));
    }

    private static Expression after(Expression value, Expression moment) {
        return new Comparison(ComparisonOperator.GREATER_THAN, value, moment);
    }

    private static Expression local(ComparisonOperator operator, String time) {
        return new Comparison(operator, COLUMN, new Constant(LocalDateTime.parse(time), new Type.Timestamp(3)));
    }

    private static Expression simplified(String zone, Expression predicate) {
        return new TimestampTerms(ZoneId.of(zone)).simplified(predicate);
    }

    @Test
    void aMomentIsALocalTimeOfTheSession() {
        Expression term = after(zoned(COLUMN), before("2024-02-01T12:00:00Z"));

        assertThat(simplified("UTC", term)).isEqualTo(local(ComparisonOperator.GREATER_THAN, "2024-02-01T11:55:00"));
        assertThat(simplified("America/New_York", term))
                .isEqualTo(local(ComparisonOperator.GREATER_THAN, "2024-02-01T06:55:00"));
    }

    @Test
    void theColumnMayStandOnEitherSideAndBetween() {
        assertThat(simplified("UTC", after(before("2024-02-01T12:00:00Z"), zoned(COLUMN))))
                .isEqualTo(local(ComparisonOperator.LESS_THAN, "2024-02-01T11:55:00"));
        assertThat(simplified(
                        "UTC",
                        new Between(zoned(COLUMN), before("2024-02-01T12:00:00Z"), before("2024-02-01T13:00:00Z"))))
                .isEqualTo(ExpressionTree.and(List.of(
                        local(ComparisonOperator.GREATER_THAN_OR_EQUAL, "2024-02-01T11:55:00"),
                        local(ComparisonOperator.LESS_THAN_OR_EQUAL, "2024-02-01T12:55:00"))));
    }

    @Test
    void localTimesNearAChangeOfClocksStayAsTheyAre() {
        Expression term = after(zoned(COLUMN), new Constant(ZonedDateTime.parse("2024-03-10T12:00:00Z"), ZONED));

        assertThat(simplified("America/New_York", term)).isEqualTo(term);
        assertThat(simplified("UTC", term)).isEqualTo(local(ComparisonOperator.GREATER_THAN, "2024-03-10T12:00:00"));
    }

    @Test
    void whatRoundsStaysAsItIs() {
        Expression coarse = new Cast(COLUMN, new Type.TimestampWithTimeZone(0), false);
        Expression term = after(
                coarse, new Constant(ZonedDateTime.parse("2024-02-01T12:00:00Z"), new Type.TimestampWithTimeZone(0)));

        assertThat(simplified("UTC", term)).isEqualTo(term);
    }

    @Test
    void timesBeyondAllTimesStayAsTheyAre() {
        Expression term = after(
                zoned(COLUMN),
                new Call(
                        new FunctionReference("$subtract", List.of(ZONED, Type.Simple.INTERVAL_YEAR_MONTH), ZONED),
                        List.of(
                                new Constant(ZonedDateTime.parse("2024-02-01T12:00:00Z"), ZONED),
                                new Constant(Long.MAX_VALUE, Type.Simple.INTERVAL_YEAR_MONTH))));

        assertThat(simplified("UTC", term)).isEqualTo(term);
    }
}
