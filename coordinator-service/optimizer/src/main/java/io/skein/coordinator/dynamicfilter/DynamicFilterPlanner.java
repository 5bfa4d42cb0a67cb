package io.skein.coordinator.dynamicfilter;

import io.skein.coordinator.dynamicfilter.KeyOrigin.Origin;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.ExchangeNode;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.RecursiveUnionNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds dynamic filters in a plan with its exchanges: joins that drop probe rows without a partner, whose build side comes through an exchange, and whose
 * key on the probe side is a column of a scan.
 */
public final class DynamicFilterPlanner {
    private final Worth worth;
    private final Function<String, Duration> waits;
    private final List<PlannedFilter> filters = new ArrayList<>();

    /** Whether a scan is to wait for a build side. */
    public interface Worth {
        /** Wherever it can. */
        Worth ALWAYS = (_, _, _, _) -> true;

        boolean pays(PlanNode build, Symbol buildColumn, TableScanNode scan, Symbol probeColumn);
    }

    private DynamicFilterPlanner(Worth worth, Function<String, Duration> waits) {
        this.worth = worth;
        this.waits = waits;
    }

    /** @param waits how long scans of a catalog may be held back; nothing where they are not to wait */
    public static List<PlannedFilter> plan(PlanNode root, Worth worth, Function<String, Duration> waits) {
        DynamicFilterPlanner planner = new DynamicFilterPlanner(worth, waits);
        planner.visit(root);
        return List.copyOf(planner.filters);
    }

    private void visit(PlanNode node) {
        switch (node) {
            case JoinNode join
            when join.kind() == JoinKind.INNER || join.kind() == JoinKind.RIGHT ->
                join.criteria().forEach(clause -> add(join.left(), join.right(), clause));
            case FilterNode filter
            when filter.source() instanceof SemiJoinNode join && keepsFound(filter, join) ->
                join.criteria().forEach(clause -> add(join.source(), join.filteringSource(), clause));
            default -> {}
        }
        switch (node) {
            case ApplyNode apply -> visit(apply.input());
            case LateralNode lateral -> visit(lateral.input());
            case RecursiveUnionNode _ -> {}
            default -> node.sources().forEach(this::visit);
        }
    }

    private static boolean keepsFound(FilterNode filter, SemiJoinNode join) {
        Expression found = join.mark().reference();
        return ExpressionTree.conjuncts(filter.predicate()).contains(found);
    }

    private void add(PlanNode probe, PlanNode build, EquiClause clause) {
        if (!KeyDomains.summarized(clause.right().type())) {
            return;
        }
        Optional<Origin<ExchangeNode>> source = KeyOrigin.exchange(build, clause.right());
        Optional<Origin<TableScanNode>> target = KeyOrigin.scan(probe, clause.left());
        if (source.isEmpty()
                || target.isEmpty()
                || !KeyDomains.summarized(target.get().symbol().type())) {
            return;
        }
        ExchangeNode exchange = source.get().node();
        TableScanNode scan = target.get().node();
        Symbol buildColumn = source.get().symbol();
        Duration wait = waits.apply(scan.table().catalog());
        if (wait.isPositive()
                && worth.pays(exchange.source(), buildColumn, scan, target.get().symbol())) {
            filters.add(new PlannedFilter(
                    "df_" + (filters.size() + 1),
                    exchange,
                    buildColumn,
                    clause.right(),
                    scan,
                    target.get().symbol(),
                    wait));
        }
    }
}
