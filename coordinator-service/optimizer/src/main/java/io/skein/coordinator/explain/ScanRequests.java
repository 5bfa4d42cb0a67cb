package io.skein.coordinator.explain;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PushedWork;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.rewrite.PlanTree;
import java.util.List;

/** Looks up what each scan of a plan asks of its source. */
public final class ScanRequests {
    private ScanRequests() {}

    public static OutputNode of(OutputNode root, CatalogMetadata metadata) {
        return (OutputNode) described(root, metadata);
    }

    public static FragmentedPlan of(FragmentedPlan plan, CatalogMetadata metadata) {
        List<PlanNode> plans =
                plan.plans().stream().map(piece -> described(piece, metadata)).toList();
        return new FragmentedPlan(
                plan.fragments(), plans, plan.dynamicFilters(), plan.names(), plan.types(), plan.workers());
    }

    private static PlanNode described(PlanNode root, CatalogMetadata metadata) {
        return PlanTree.transform(root, node -> node instanceof TableScanNode scan ? described(scan, metadata) : node);
    }

    private static TableScanNode described(TableScanNode scan, CatalogMetadata metadata) {
        List<String> requests =
                metadata.requests(scan.table(), List.copyOf(scan.columns().values()), scan.constraint());
        return requests.isEmpty()
                ? scan
                : scan.withPushed(
                        new PushedWork(scan.pushed().rows(), scan.pushed().kept(), requests));
    }
}
