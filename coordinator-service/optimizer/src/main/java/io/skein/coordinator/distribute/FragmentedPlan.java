package io.skein.coordinator.distribute;

import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.coordinator.fragment.Fragment;
import io.skein.coordinator.plan.PlanNode;
import io.skein.spi.type.Type;
import java.util.List;

/**
 * A plan ready to be scheduled.
 *
 * @param fragments by id from 0, the root; every other one is read by exactly one fragment of a lower id
 * @param plans what each fragment's SQL was written from, for EXPLAIN: remote sources are in the exchanges' places, and all but the root's end in the
 *     exchange that they feed
 * @param dynamicFilters what build sides tell scans
 * @param workers on how many workers a fragment of all workers runs; hash partitions are numbered for them
 * @param names the result's columns as the client sees them
 */
public record FragmentedPlan(
        List<Fragment> fragments,
        List<PlanNode> plans,
        List<DynamicFilter> dynamicFilters,
        List<String> names,
        List<Type> types,
        int workers) {
    public FragmentedPlan {
        fragments = List.copyOf(fragments);
        plans = List.copyOf(plans);
        dynamicFilters = List.copyOf(dynamicFilters);
        names = List.copyOf(names);
        types = List.copyOf(types);
    }

    public Fragment root() {
        return fragments.getFirst();
    }
}
