package io.skein.spi.connector;

import io.skein.spi.type.Type;
import java.util.Optional;

/**
 * An aggregate over all rows of a table, without grouping.
 *
 * @param column what is aggregated; empty of {@link Kind#COUNT_ROWS} only
 */
public record KnownAggregate(Kind kind, Optional<ColumnHandle> column) {
    public KnownAggregate {
        if (column.isEmpty() != (kind == Kind.COUNT_ROWS)) {
            throw new IllegalArgumentException(kind + " of " + column);
        }
    }

    /** What the value is of. */
    public Type type() {
        return counts() ? Type.Simple.BIGINT : column.orElseThrow().type();
    }

    /** Whether it counts: the others choose one of the column's values, or none. */
    public boolean counts() {
        return kind == Kind.COUNT_ROWS || kind == Kind.COUNT;
    }

    /** The functions. */
    public enum Kind {
        COUNT_ROWS,
        /** Of the values that are not NULL. */
        COUNT,
        MIN,
        MAX
    }
}
