package io.skein.coordinator.dispatch;

import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.fragment.Fragment;
import io.skein.spi.connector.Constraint;
import io.skein.spi.connector.RowIdentity;
import java.util.List;

/** What a plan that changes rows reads of their table: by that others' changes are told from such as do not matter. */
final class TargetReads {
    private TargetReads() {}

    static Constraint of(FragmentedPlan plan) {
        List<Constraint> reads = plan.fragments().stream()
                .flatMap(fragment -> fragment.inputs().stream())
                .filter(Fragment.Input.Scan.class::isInstance)
                .map(Fragment.Input.Scan.class::cast)
                .filter(scan -> scan.columns().contains(RowIdentity.POSITION))
                .map(Fragment.Input.Scan::constraint)
                .distinct()
                .toList();
        return reads.size() == 1 ? reads.getFirst() : Constraint.ALL;
    }
}
