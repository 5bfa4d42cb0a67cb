package io.skein.coordinator.explain;

import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;

/** EXPLAIN (TYPE REMOTE): what is asked of the sources outside, and what was not handed down to them. */
public final class RemoteText {
    private RemoteText() {}

    /** @param root with its {@link ScanRequests} */
    public static String of(OutputNode root) {
        StringBuilder text = new StringBuilder();
        append(text, root);
        return text.isEmpty()
                ? "No table of this statement is read from a source that takes requests\n"
                : text.toString();
    }

    private static void append(StringBuilder text, PlanNode node) {
        if (node instanceof TableScanNode scan && !scan.pushed().requests().isEmpty()) {
            text.append(scan.table()).append('\n');
            scan.pushed()
                    .requests()
                    .forEach(request -> text.append("    ").append(request).append('\n'));
            scan.pushed()
                    .kept()
                    .forEach(
                            work -> text.append("    not pushed: ").append(work).append('\n'));
        }
        node.sources().forEach(source -> append(text, source));
    }
}
