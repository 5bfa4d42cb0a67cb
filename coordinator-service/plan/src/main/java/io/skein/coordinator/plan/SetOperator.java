package io.skein.coordinator.plan;

/** What a set operation keeps; ALL variants count copies. */
public enum SetOperator {
    UNION,
    INTERSECT,
    EXCEPT
}
