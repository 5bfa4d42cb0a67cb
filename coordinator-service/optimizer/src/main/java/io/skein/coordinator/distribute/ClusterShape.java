package io.skein.coordinator.distribute;

/** What the planner knows of the cluster: how many workers take tasks. */
public record ClusterShape(int workers) {
    public ClusterShape {
        if (workers < 1) {
            throw new IllegalArgumentException("A cluster has at least one worker: " + workers);
        }
    }
}
