package io.skein.coordinator.dynamicfilter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.statistics.PlanEstimate;
import io.skein.coordinator.statistics.PlanEstimator;

/** Whether a build side is believed to leave out enough of a scan that it is worth waiting for. */
public final class FilterWorth implements DynamicFilterPlanner.Worth {
    /** With more rows the build side takes too long, and says too little. */
    private static final double MOST_BUILD_ROWS = 2_000_000;

    /** A scan of fewer rows is over before it pays. */
    private static final double LEAST_PROBE_ROWS = 10_000;

    /** Files on which the kernel's own join filter works pay a cut only from here on. */
    private static final double LEAST_PROBE_ROWS_OF_FILES = 10_000_000;

    /** A build side must be this much smaller to be waited for, unless it is filtered. */
    private static final double SMALLER = 0.1;

    /** With many more values than are kept one by one a filter is their span, which says nothing of keys that are spread evenly. Estimates are rough. */
    private static final double MOST_BUILD_VALUES = 20_000;

    /** The part of the scan's values above which next to all of it is read anyway. */
    private static final double MOST_VALUES = 0.8;

    private final PlanEstimator estimator;

    public FilterWorth(PlanEstimator estimator) {
        this.estimator = estimator;
    }

    /** Whether it pays where the build side is a fragment of its own in any case. */
    @Override
    public boolean pays(PlanNode build, Symbol buildColumn, TableScanNode scan, Symbol probeColumn) {
        PlanEstimate buildEstimate = estimator.estimate(build);
        PlanEstimate probeEstimate = estimator.estimate(scan);
        if (buildEstimate.rowsOr(0) > MOST_BUILD_ROWS || probeEstimate.rowsOr(MOST_BUILD_ROWS) < LEAST_PROBE_ROWS) {
            return false;
        }
        double distinct = buildEstimate.column(buildColumn).distinctValues();
        double kept =
                Double.isNaN(distinct) ? buildEstimate.rows() : Math.min(distinct, buildEstimate.rowsOr(distinct));
        double values = kept / probeEstimate.column(probeColumn).distinctValues();
        if (values > MOST_VALUES || kept > MOST_BUILD_VALUES) {
            return false;
        }
        return selective(build)
                || !buildEstimate.known()
                || !Double.isNaN(values)
                || buildEstimate.rows() < probeEstimate.rows() * SMALLER;
    }

    /** Whether it pays to make the build side a fragment of its own for it. */
    boolean paysACut(PlanNode build, Symbol buildColumn, TableScanNode scan, Symbol probeColumn) {
        boolean files = files(scan) && PlanTree.contains(build, TableScanNode.class) && allFiles(build);
        double rows = estimator.estimate(scan).rowsOr(LEAST_PROBE_ROWS_OF_FILES);
        return (!files || rows >= LEAST_PROBE_ROWS_OF_FILES)
                && estimator.estimate(build).rowsOr(0) < rows * SMALLER
                && pays(build, buildColumn, scan, probeColumn);
    }

    private static boolean selective(PlanNode build) {
        boolean[] less = {false};
        PlanTree.visit(
                build,
                node -> less[0] |= switch (node) {
                    case FilterNode _, JoinNode _ -> true;
                    case TableScanNode scan ->
                        !scan.constraint().domains().isEmpty()
                                || scan.pushed().rows().isPresent();
                    default -> false;
                });
        return less[0];
    }

    private static boolean allFiles(PlanNode build) {
        boolean[] all = {true};
        PlanTree.visit(build, node -> all[0] &= !(node instanceof TableScanNode scan) || files(scan));
        return all[0];
    }

    /** Data files are read by the kernel itself; their columns have field ids. */
    private static boolean files(TableScanNode scan) {
        return scan.columns().values().stream()
                .allMatch(column -> column.fieldId().isPresent());
    }
}
