package io.skein.coordinator.plan;

/** Which sides keep the rows that match nothing. */
public enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL
}
