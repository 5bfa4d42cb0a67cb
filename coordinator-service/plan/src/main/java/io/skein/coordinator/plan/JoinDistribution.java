package io.skein.coordinator.plan;

/** How the scheduler brings the sides together; the right side is the build side. */
public enum JoinDistribution {
    UNDECIDED,
    PARTITIONED,
    BROADCAST
}
