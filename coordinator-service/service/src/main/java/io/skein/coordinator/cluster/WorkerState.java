package io.skein.coordinator.cluster;

/** What a worker says of itself. */
public enum WorkerState {
    ACTIVE,
    /** Finishes what it runs, takes nothing new. */
    DRAINING,
    /** Its last word. */
    GONE
}
