package io.skein.coordinator.optimize;

import static io.skein.coordinator.testing.Plans.cross;
import static io.skein.coordinator.testing.Plans.join;
import static io.skein.coordinator.testing.Plans.on;
import static io.skein.coordinator.testing.Plans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.statistics.PlanEstimator;
import io.skein.coordinator.testing.TableSizes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinOrdererTest {
    private final JoinOrderer orderer =
            new JoinOrderer(new PlanEstimator(new TableSizes(Map.of("big", 1e6, "middle", 1e4, "small", 10.0))));

    @Test
    void theSmallerSideIsBuilt() {
        PlanNode plan = join(JoinKind.INNER, scan("small", "y"), scan("big", "x"), on("y", "x"));
        assertThat(orderer.order(plan))
                .isEqualTo(join(JoinKind.INNER, scan("big", "x"), scan("small", "y"), on("x", "y")));
    }

    @Test
    void anOuterJoinTurnsRoundForIt() {
        PlanNode plan = join(JoinKind.LEFT, scan("small", "y"), scan("big", "x"), on("y", "x"));
        assertThat(orderer.order(plan))
                .isEqualTo(join(JoinKind.RIGHT, scan("big", "x"), scan("small", "y"), on("x", "y")));
    }

    @Test
    void crossProductsThatAreNotNeededGo() {
        PlanNode plan = new JoinNode(
                JoinKind.INNER,
                cross(scan("small", "y"), scan("big", "x")),
                scan("middle", "k", "l"),
                List.of(on("y", "k"), on("x", "l")),
                Optional.empty(),
                JoinDistribution.UNDECIDED);
        PlanNode ordered = orderer.order(plan);
        assertThat(((JoinNode) ordered).criteria()).hasSize(1);
        assertThat(ordered.sources().stream().filter(JoinNode.class::isInstance).map(JoinNode.class::cast))
                .allSatisfy(below -> assertThat(below.criteria()).hasSize(1));
    }

    @Test
    void withoutStatisticsTheOrderOfTheStatementStays() {
        PlanNode plan = join(JoinKind.INNER, scan("one", "x"), scan("other", "y"), on("x", "y"));
        assertThat(orderer.order(plan)).isEqualTo(plan);
    }
}
