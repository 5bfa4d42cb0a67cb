package io.skein.coordinator.dispatch;

import io.skein.coordinator.metadata.TableReference;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.plan.TableWriterNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** A plan that writes rows anew, over the part of the table that is to be rewritten: whose rows are all wanted. */
final class RewriteSelection {
    private RewriteSelection() {}

    static OutputNode of(OutputNode root, TableReference selected) {
        TableWriterNode writer = (TableWriterNode) root.source();
        PlanNode rows = writer.source();
        if (rows instanceof FilterNode filter) {
            rows = filter.source();
        }
        if (!(rows instanceof TableScanNode scan)) {
            throw inexpressible();
        }
        TableScanNode part = new TableScanNode(selected, scan.columns(), scan.constraint());
        return new OutputNode(writer.withSource(part), root.names(), root.outputs());
    }

    static SkeinException inexpressible() {
        return new SkeinException(
                StandardErrorCode.GENERIC_INTERNAL_ERROR,
                "Unexpected FilterNode found in plan; probably connector was not able to handle provided WHERE expression");
    }
}
