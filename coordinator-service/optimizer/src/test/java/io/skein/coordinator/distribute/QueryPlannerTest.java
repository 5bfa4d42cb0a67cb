package io.skein.coordinator.distribute;

import static io.skein.coordinator.testing.Plans.ascending;
import static io.skein.coordinator.testing.Plans.join;
import static io.skein.coordinator.testing.Plans.on;
import static io.skein.coordinator.testing.Plans.output;
import static io.skein.coordinator.testing.Plans.scan;
import static io.skein.coordinator.testing.Plans.sum;
import static io.skein.coordinator.testing.Plans.symbol;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.fragment.Fragment.Input;
import io.skein.coordinator.fragment.Fragment.MergeTerm;
import io.skein.coordinator.fragment.Fragment.Partitioning;
import io.skein.coordinator.fragment.Fragment.Placement;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.statement.ClientView;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.testing.TableSizes;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.QueryId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryPlannerTest {
    private static final Map<String, String> FORCED = Map.of("distribution", "FORCED");

    private final QueryPlanner planner =
            new QueryPlanner(new TableSizes(Map.of("big", 1e7, "wide", 9e6, "small", 10.0)));

    private static SessionView session(Map<String, String> properties) {
        return new SessionView(
                new QueryId("20260101_000000_00000_aaaaa"),
                "user",
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Instant.EPOCH,
                properties,
                Map.of(),
                ClientView.plain("user"));
    }

    private List<Fragment> fragments(PlanNode plan, Map<String, String> properties, int workers) {
        OutputNode root = plan instanceof OutputNode given ? given : output(plan);
        return planner.plan(root, session(properties), new ClusterShape(workers))
                .fragments();
    }

    private static List<Partitioning> partitionings(List<Fragment> fragments) {
        return fragments.stream().map(Fragment::partitioning).toList();
    }

    @Test
    void aSmallInputIsOneFragment() {
        assertThat(fragments(scan("small", "x"), Map.of(), 3)).hasSize(1);
    }

    @Test
    void oneWorkerGetsOneFragment() {
        assertThat(fragments(scan("big", "x"), Map.of(), 1)).hasSize(1);
    }

    @Test
    void aLargeInputIsReadByAllWorkersAndGathered() {
        List<Fragment> fragments = fragments(scan("big", "x"), Map.of(), 3);
        assertThat(fragments).extracting(Fragment::placement).containsExactly(Placement.SINGLE, Placement.ALL_WORKERS);
        assertThat(fragments.getFirst().kernelSql()).isEqualTo("SELECT \"x\" FROM exchange_1");
        assertThat(fragments.get(1).kernelSql()).isEqualTo("SELECT \"x\" FROM scan_0");
    }

    @Test
    void aSessionMayForbidDistribution() {
        assertThat(fragments(scan("big", "x"), Map.of("distribution", "single"), 3))
                .hasSize(1);
    }

    @Test
    void anUnknownDistributionIsRefused() {
        assertThatThrownBy(() -> fragments(scan("big", "x"), Map.of("distribution", "SOMETIMES"), 3))
                .isInstanceOf(SkeinException.class)
                .hasMessage("Invalid value [SOMETIMES]. Valid values: [AUTOMATIC, FORCED, SINGLE]");
    }

    @Test
    void sumsAreTakenTwice() {
        List<Fragment> fragments = fragments(sum(scan("big", "k", "v"), "s", "v", "k"), FORCED, 3);
        assertThat(partitionings(fragments))
                .containsExactly(Partitioning.SINGLE, Partitioning.SINGLE, Partitioning.HASH);
        assertThat(fragments.get(2).kernelSql()).contains("GROUP BY \"k\"").contains("hash(\"k\") % 3");
        assertThat(fragments.get(1).kernelSql()).contains("FROM exchange_2 GROUP BY \"k\"");
    }

    @Test
    void aSmallBuildSideIsSentToAll() {
        List<Fragment> fragments =
                fragments(join(JoinKind.INNER, scan("small", "y"), scan("big", "x"), on("y", "x")), FORCED, 3);
        assertThat(partitionings(fragments))
                .containsExactly(Partitioning.SINGLE, Partitioning.SINGLE, Partitioning.BROADCAST);
        assertThat(fragments.get(1).kernelSql())
                .isEqualTo("SELECT \"x\", \"y\" FROM scan_0 JOIN exchange_2 ON (\"x\" = \"y\")");
        assertThat(fragments.get(1).keepJoinOrder()).isTrue();
    }

    @Test
    void twoLargeSidesMeetAtTheirKeys() {
        List<Fragment> fragments =
                fragments(join(JoinKind.FULL, scan("big", "x"), scan("wide", "y"), on("x", "y")), FORCED, 3);
        assertThat(partitionings(fragments))
                .containsExactly(Partitioning.SINGLE, Partitioning.SINGLE, Partitioning.HASH, Partitioning.HASH);
    }

    @Test
    void rowsThatAreTogetherStayWhereTheyAre() {
        PlanNode joined = join(JoinKind.INNER, scan("big", "x", "v"), scan("wide", "y"), on("x", "y"));
        List<Fragment> fragments = fragments(
                sum(joined, "s", "v", "x"),
                Map.of("distribution", "FORCED", "join_distribution_type", "PARTITIONED"),
                3);
        assertThat(partitionings(fragments))
                .containsExactly(Partitioning.SINGLE, Partitioning.SINGLE, Partitioning.HASH, Partitioning.HASH);
        assertThat(fragments.get(1).kernelSql()).contains(" JOIN exchange_3 ").contains("GROUP BY \"x\"");
    }

    @Test
    void aSortIsMerged() {
        List<Fragment> fragments = fragments(new SortNode(scan("big", "x"), List.of(ascending("x"))), FORCED, 3);
        assertThat(fragments.get(1).kernelSql()).isEqualTo("SELECT \"x\" FROM scan_0 ORDER BY \"x\" NULLS LAST");
        assertThat(((Input.Exchange) fragments.getFirst().inputs().getFirst()).ordering())
                .containsExactly(new MergeTerm(0, true, false));
    }

    @Test
    void aTopNIsTakenOnEachWorkerFirst() {
        List<Fragment> fragments = fragments(new TopNNode(scan("big", "x"), 5, List.of(ascending("x"))), FORCED, 3);
        assertThat(fragments)
                .extracting(Fragment::kernelSql)
                .allSatisfy(sql -> assertThat(sql).endsWith("ORDER BY \"x\" NULLS LAST LIMIT 5"));
    }

    @Test
    void writersWriteWhereTheRowsAreAndAnswerTheirCounts() {
        TableWriterNode writer = new TableWriterNode(scan("big", "x"), List.of(symbol("x")), symbol("rows"));
        List<Fragment> fragments =
                fragments(new OutputNode(writer, List.of("rows"), List.of(symbol("rows"))), FORCED, 3);
        assertThat(fragments).extracting(Fragment::writes).containsExactly(false, true);
        assertThat(fragments.get(1).placement()).isEqualTo(Placement.ALL_WORKERS);
        assertThat(fragments.get(1).outputs())
                .extracting(Fragment.OutputColumn::name)
                .containsExactly("rows");
        assertThat(fragments.get(1).kernelSql()).isEqualTo("SELECT \"x\" FROM scan_0");
    }

    @Test
    void columnsThatNobodyReadsAreNotScanned() {
        List<Fragment> fragments = fragments(sum(scan("small", "k", "v", "w"), "s", "v"), Map.of(), 1);
        assertThat(((Input.Scan) fragments.getFirst().inputs().getFirst()).symbols())
                .containsExactly("v");
    }
}
