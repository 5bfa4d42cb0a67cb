package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.plan.TableScanNode;
import java.util.List;
import java.util.Map;

/** A plan as kernel SQL, and the scans by the relation names that stand for them in it. */
public record KernelStatement(String sql, Map<String, TableScanNode> scans, List<String> columns) {
    public KernelStatement {
        scans = Map.copyOf(scans);
        columns = List.copyOf(columns);
    }
}
