package io.skein.coordinator.dynamicfilter;

import static io.skein.coordinator.testing.Plans.above;
import static io.skein.coordinator.testing.Plans.filter;
import static io.skein.coordinator.testing.Plans.join;
import static io.skein.coordinator.testing.Plans.on;
import static io.skein.coordinator.testing.Plans.plus;
import static io.skein.coordinator.testing.Plans.project;
import static io.skein.coordinator.testing.Plans.scan;
import static io.skein.coordinator.testing.Plans.sum;
import static io.skein.coordinator.testing.Plans.symbol;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.ExchangeKind;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.statistics.PlanEstimator;
import io.skein.coordinator.testing.TableSizes;
import io.skein.spi.type.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DynamicFilterPlannerTest {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Symbol MARK = new Symbol("mark", Type.Simple.BOOLEAN);

    private final TableScanNode big = scan("big", "x", "v");
    private final ExchangeNode small = broadcast(scan("small", "y"));

    private static ExchangeNode broadcast(PlanNode source) {
        return new ExchangeNode(source, ExchangeKind.BROADCAST, List.of(), List.of());
    }

    private static List<PlannedFilter> filters(PlanNode plan) {
        return DynamicFilterPlanner.plan(plan, DynamicFilterPlanner.Worth.ALWAYS, _ -> WAIT);
    }

    private static List<PlannedFilter> worthwhile(PlanNode plan, double big, double small) {
        TableSizes sizes = new TableSizes(Map.of("big", big, "small", small));
        return DynamicFilterPlanner.plan(plan, new FilterWorth(new PlanEstimator(sizes)), _ -> WAIT);
    }

    @Test
    void aBuildSideTellsTheScanOfTheProbeSide() {
        List<PlannedFilter> filters = filters(join(JoinKind.INNER, big, small, on("x", "y")));

        assertThat(filters)
                .containsExactly(new PlannedFilter("df_1", small, symbol("y"), symbol("y"), big, symbol("x"), WAIT));
        assertThat(filters.getFirst().build()).isSameAs(small);
        assertThat(filters.getFirst().scan()).isSameAs(big);
    }

    @Test
    void theKeyIsFollowedThroughNodesThatOnlyDropRows() {
        PlanNode probe = join(
                JoinKind.LEFT,
                project(filter(broadcast(big), above("v", 1)), "w", symbol("x").reference(), "v"),
                scan("other", "o"),
                on("v", "o"));

        assertThat(filters(join(JoinKind.RIGHT, sum(probe, "s", "v", "w"), small, on("w", "y"))))
                .extracting(PlannedFilter::probeColumn)
                .containsExactly(symbol("x"));
    }

    @Test
    void rowsThatAnOuterJoinKeepsAreNotFiltered() {
        assertThat(filters(join(JoinKind.LEFT, big, small, on("x", "y")))).isEmpty();
        assertThat(filters(join(JoinKind.FULL, big, small, on("x", "y")))).isEmpty();
        PlanNode outer = join(JoinKind.LEFT, scan("other", "o"), big, on("o", "v"));
        assertThat(filters(join(JoinKind.INNER, outer, small, on("x", "y")))).isEmpty();
    }

    @Test
    void aComputedKeyIsNoColumn() {
        PlanNode probe = project(big, "w", plus("x", 1), "v");
        assertThat(filters(join(JoinKind.INNER, probe, small, on("w", "y")))).isEmpty();
    }

    @Test
    void aBuildSideInTheSameFragmentTellsNothing() {
        assertThat(filters(join(JoinKind.INNER, big, scan("small", "y"), on("x", "y"))))
                .isEmpty();
    }

    @Test
    void aCatalogThatMakesNothingOfFiltersDoesNotWait() {
        assertThat(DynamicFilterPlanner.plan(
                        join(JoinKind.INNER, big, small, on("x", "y")),
                        DynamicFilterPlanner.Worth.ALWAYS,
                        _ -> Duration.ZERO))
                .isEmpty();
    }

    @Test
    void aSemiJoinFiltersWhereItsMarkIsAskedFor() {
        SemiJoinNode join = new SemiJoinNode(
                big, small, List.of(on("x", "y")), Optional.empty(), true, MARK, JoinDistribution.BROADCAST);

        assertThat(filters(join)).isEmpty();
        assertThat(filters(new FilterNode(join, new io.skein.coordinator.expression.Expression.Not(MARK.reference()))))
                .isEmpty();
        assertThat(filters(new FilterNode(join, MARK.reference())))
                .extracting(PlannedFilter::probeColumn)
                .containsExactly(symbol("x"));
    }

    @Test
    void typesWhoseEqualityDomainsDoNotKnowAreLeftOut() {
        for (Type type : List.of(
                Type.Simple.DOUBLE,
                Type.Simple.REAL,
                Type.Simple.UUID,
                new Type.Char(3),
                new Type.TimestampWithTimeZone(3),
                new Type.Timestamp(9))) {
            assertThat(KeyDomains.summarized(type)).as(type.displayName()).isFalse();
        }
        for (Type type : List.of(
                Type.Simple.BIGINT,
                Type.Simple.DATE,
                Type.Varchar.of(3),
                new Type.Decimal(5, 2),
                new Type.Timestamp(6))) {
            assertThat(KeyDomains.summarized(type)).as(type.displayName()).isTrue();
        }
    }

    @Test
    void onlyASmallBuildSideOfALargeScanIsWorthIt() {
        PlanNode plain = join(JoinKind.INNER, big, small, on("x", "y"));
        PlanNode filtered =
                join(JoinKind.INNER, big, broadcast(filter(scan("small", "y"), above("y", 1))), on("x", "y"));

        assertThat(worthwhile(plain, 1e6, 1e4)).hasSize(1);
        assertThat(worthwhile(plain, 1e5, 1.5e4)).isEmpty();
        assertThat(worthwhile(filtered, 1e6, 5e4)).hasSize(1);
        assertThat(worthwhile(filtered, 1e9, 1e8)).isEmpty();
        assertThat(worthwhile(plain, 5e3, 1)).isEmpty();
    }

    @Test
    void eachKeyOfAJoinIsAFilter() {
        ExchangeNode both = broadcast(scan("small", "y", "z"));
        EquiClause[] keys = {on("x", "y"), on("v", "z")};
        assertThat(filters(join(JoinKind.INNER, big, both, keys)))
                .extracting(PlannedFilter::id, PlannedFilter::buildColumn, PlannedFilter::probeColumn)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("df_1", symbol("y"), symbol("x")),
                        org.assertj.core.groups.Tuple.tuple("df_2", symbol("z"), symbol("v")));
    }
}
