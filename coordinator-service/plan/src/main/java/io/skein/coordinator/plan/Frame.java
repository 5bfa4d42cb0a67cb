package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Expression;
import java.util.Optional;

/** A window frame; offsets are symbols' expressions already of the type that the kernel adds to the sort key. */
public record Frame(Unit unit, Bound start, Bound end) {
    /** The frame without a clause: RANGE UNBOUNDED PRECEDING to CURRENT ROW. */
    public static final Frame DEFAULT = new Frame(
            Unit.RANGE,
            new Bound(BoundKind.UNBOUNDED_PRECEDING, Optional.empty()),
            new Bound(BoundKind.CURRENT_ROW, Optional.empty()));

    /** What offsets count. */
    public enum Unit {
        ROWS,
        RANGE,
        GROUPS
    }

    /** One end; {@code offset} only where the kind has one. */
    public record Bound(BoundKind kind, Optional<Expression> offset) {}

    /** Where an end lies. */
    public enum BoundKind {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }
}
