package io.skein.coordinator.dynamicfilter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LimitNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.ProjectNode;
import io.skein.coordinator.plan.SortNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.coordinator.plan.TopNNode;
import io.skein.coordinator.plan.WindowNode;
import io.skein.coordinator.rewrite.PlanTree;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes build sides fragments of their own in a plan that would be one fragment, where what they tell the probe side's scan is worth more than that.
 *
 * <pre>
 *   join(probe, build)   ->   join(probe, gather(build))
 * </pre>
 */
public final class BuildSides {
    private final FilterWorth worth;
    private final Function<String, Duration> waits;
    private final UnaryOperator<PlanNode> gathered;

    /** @param gathered the plan's rows as a fragment of their own */
    public BuildSides(FilterWorth worth, Function<String, Duration> waits, UnaryOperator<PlanNode> gathered) {
        this.worth = worth;
        this.waits = waits;
        this.gathered = gathered;
    }

    public OutputNode cut(OutputNode root) {
        return (OutputNode) cut((PlanNode) root);
    }

    /** Nodes that may stand above a cut; what is evaluated again and again, as subqueries are, stays whole. */
    private PlanNode cut(PlanNode node) {
        return switch (node) {
            case JoinNode join -> {
                PlanNode left = cut(join.left());
                yield join.withSources(left, pays(join) ? gathered.apply(join.right()) : cut(join.right()));
            }
            case OutputNode _,
                    FilterNode _,
                    ProjectNode _,
                    AggregateNode _,
                    SortNode _,
                    LimitNode _,
                    TopNNode _,
                    WindowNode _,
                    TableWriterNode _ -> PlanTree.mapSources(node, this::cut);
            default -> node;
        };
    }

    private boolean pays(JoinNode join) {
        return (join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT)
                && PlanTree.contains(join.right(), TableScanNode.class)
                && PlanTree.freeSymbols(join.right()).isEmpty()
                && join.criteria().stream().anyMatch(clause -> pays(join, clause));
    }

    private boolean pays(JoinNode join, EquiClause clause) {
        Symbol key = clause.right();
        Optional<KeyOrigin.Origin<TableScanNode>> target = KeyOrigin.scan(join.left(), clause.left());
        return KeyDomains.summarized(key.type())
                && target.isPresent()
                && KeyDomains.summarized(target.get().symbol().type())
                && waits.apply(target.get().node().table().catalog()).isPositive()
                && worth.paysACut(
                        join.right(), key, target.get().node(), target.get().symbol());
    }
}
