package io.skein.coordinator.plan;

/** Which half of an aggregation a node does. */
public enum AggregationStep {
    SINGLE,
    PARTIAL,
    FINAL
}
