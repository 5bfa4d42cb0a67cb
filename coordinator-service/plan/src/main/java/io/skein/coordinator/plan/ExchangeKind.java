package io.skein.coordinator.plan;

/** How rows get to the tasks of the next stage. */
public enum ExchangeKind {
    GATHER,
    HASH,
    BROADCAST,
    ROUND_ROBIN
}
