package io.skein.coordinator.explain;

import static io.skein.coordinator.testing.Plans.above;
import static io.skein.coordinator.testing.Plans.filter;
import static io.skein.coordinator.testing.Plans.output;
import static io.skein.coordinator.testing.Plans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.distribute.ClusterShape;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.distribute.QueryPlanner;
import io.skein.coordinator.explain.StageStatistics.OperatorStatistics;
import io.skein.coordinator.statement.ClientView;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.testing.TableSizes;
import io.skein.spi.id.QueryId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    private final TableSizes sizes = new TableSizes(Map.of("a", 1000.0));

    private FragmentedPlan plan() {
        SessionView session = new SessionView(
                new QueryId("20260101_000000_00000_aaaaa"),
                "user",
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Instant.EPOCH,
                Map.of("distribution", "FORCED"),
                Map.of(),
                ClientView.plain("user"));
        return new QueryPlanner(sizes).plan(output(scan("a", "x")), session, new ClusterShape(2));
    }

    @Test
    void logicalShowsTheTreeWithEstimates() {
        assertThat(PlanText.logical(output(filter(scan("a", "x"), above("x", 1))), sizes))
                .isEqualTo("""
                    Output[columnNames = [x]]
                    │  Layout: [x:bigint]
                    │  Estimates: {rows: 250 (1.95kB)}
                    └─ Filter[filterPredicate = (x > 1)]
                       │  Layout: [x:bigint]
                       │  Estimates: {rows: 250 (1.95kB)}
                       └─ TableScan[table = test.s.a]
                             Layout: [x:bigint]
                             Estimates: {rows: 1000 (7.81kB)}
                             x := x:bigint
                    """);
    }

    @Test
    void distributedShowsFragmentsWithTheirKernelSql() {
        assertThat(PlanText.distributed(plan())).isEqualTo("""
            Fragment 0 [SINGLE]
                Output layout: [x]
                Output partitioning: SINGLE
                Output[columnNames = [x]]
                │  Layout: [x:bigint]
                └─ RemoteSource[sourceFragmentIds = [1]]
                      Layout: [x:bigint]
                Kernel SQL: SELECT "x" FROM exchange_1

            Fragment 1 [SOURCE]
                Output layout: [x]
                Output partitioning: SINGLE
                TableScan[table = test.s.a]
                   Layout: [x:bigint]
                   x := x:bigint
                Kernel SQL: SELECT "x" FROM scan_0

            """);
    }

    @Test
    void analyzedAddsWhatTheTasksDid() {
        StageStatistics stage = new StageStatistics(
                1,
                2,
                1000,
                8000,
                Duration.ofMillis(12),
                4096,
                0,
                List.of(new OperatorStatistics("TABLE_SCAN", 1, 1000, Duration.ofMillis(3), "scan_0")));
        assertThat(PlanText.analyzed(plan(), List.of(stage), List.of()))
                .contains("Tasks: 2, Input: 1000 rows (7.81kB), Wall: 12.00ms, Peak Memory: 4.00kB, Spilled: 0B")
                .contains("  TABLE_SCAN: 1000 rows, 3.00ms [scan_0]");
    }
}
