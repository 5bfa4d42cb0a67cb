package io.skein.coordinator.optimize.pushdown;

import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.PushedWork;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.statistics.PlanEstimate;
import io.skein.coordinator.statistics.PlanEstimator;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.RowIdentity;
import io.skein.spi.pushdown.RemoteWork;
import io.skein.spi.pushdown.Taken;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Asks sources for work, and remembers what they refuse. */
final class SourceWork {
    private final CatalogMetadata metadata;
    private final PlanEstimator estimator;
    private final Map<TableReference, Set<String>> refused = new HashMap<>();

    SourceWork(CatalogMetadata metadata, PlanEstimator estimator) {
        this.metadata = metadata;
        this.estimator = estimator;
    }

    /**
     * A scan whose source does the work, or some of it.
     *
     * @param refusals for each part of the work why it is not done
     */
    record Done(TableScanNode scan, List<Optional<String>> refusals, boolean whole) {}

    /** Empty where the scan's source takes no work at all. */
    Optional<Done> ask(TableScanNode scan, RemoteWork work) {
        boolean rowsAreChanged = scan.columns().values().stream()
                .map(ColumnHandle::name)
                .anyMatch(name -> name.equals(RowIdentity.FILE.name()) || name.equals(RowIdentity.POSITION.name()));
        return rowsAreChanged
                ? Optional.empty()
                : metadata.take(scan.table(), work).map(taken -> done(scan, taken));
    }

    private static Done done(TableScanNode scan, Taken taken) {
        TableReference table = new TableReference(scan.table().catalog(), taken.table());
        return new Done(
                new TableScanNode(table, scan.columns(), scan.constraint(), scan.pushed()),
                taken.refusals(),
                taken.whole());
    }

    /**
     * Work of one part; empty where it is not done, for which the reason is remembered.
     *
     * @param shown the scan that stays in the plan then
     * @param name the work's, for people to read
     */
    Optional<Done> take(TableScanNode scan, RemoteWork work, TableScanNode shown, String name) {
        Optional<Done> done = ask(scan, work);
        done.flatMap(one -> one.refusals().getFirst()).ifPresent(reason -> refuse(shown, name, reason));
        return done.filter(one -> one.refusals().getFirst().isEmpty());
    }

    /** Remembers why work above a scan stays with the engine. */
    void refuse(TableScanNode scan, String name, String reason) {
        refused.computeIfAbsent(scan.table(), _ -> new LinkedHashSet<>()).add(name + ": " + reason);
    }

    /** The scan with what was thought of the node whose work it does. */
    TableScanNode estimated(TableScanNode scan, PlanNode replaced) {
        PlanEstimate estimate = estimator.estimate(replaced);
        OptionalDouble rows = estimate.known() ? OptionalDouble.of(estimate.rows()) : OptionalDouble.empty();
        return scan.withPushed(
                new PushedWork(rows, scan.pushed().kept(), scan.pushed().requests()));
    }

    /** The plan with the reasons of all refusals in its scans. */
    PlanNode explained(PlanNode root) {
        return PlanTree.transform(root, node -> node instanceof TableScanNode scan ? explained(scan) : node);
    }

    private TableScanNode explained(TableScanNode scan) {
        Set<String> kept = new LinkedHashSet<>(scan.pushed().kept());
        if (!kept.addAll(refused.getOrDefault(scan.table(), Set.of()))) {
            return scan;
        }
        return scan.withPushed(new PushedWork(
                scan.pushed().rows(), List.copyOf(kept), scan.pushed().requests()));
    }
}
