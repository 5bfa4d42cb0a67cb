package io.skein.spi.pushdown;

import io.skein.spi.connector.TableHandle;
import io.skein.spi.type.Type;
import java.util.List;
import java.util.Optional;

/** One step of a query on top of a table handle, which may hold earlier steps. */
public sealed interface RemoteWork {
    /** Keeps the rows for which all conditions are true. Each condition is a part that can be refused. */
    record Filter(List<RemoteExpression> conditions) implements RemoteWork {
        public Filter {
            conditions = List.copyOf(conditions);
        }
    }

    /** Adds columns. Each is a part that can be refused. */
    record Project(List<Output> outputs) implements RemoteWork {
        public Project {
            outputs = List.copyOf(outputs);
        }
    }

    /** Groups by columns; without keys all rows are one group. The columns are then the keys and the measures. One part. */
    record Aggregate(List<String> keys, List<Measure> measures) implements RemoteWork {
        public Aggregate {
            keys = List.copyOf(keys);
            measures = List.copyOf(measures);
        }
    }

    /** Any {@code count} rows. One part. */
    record Limit(long count) implements RemoteWork {}

    /** The first rows in order. One part. */
    record TopN(long count, List<Order> ordering) implements RemoteWork {
        public TopN {
            ordering = List.copyOf(ordering);
        }
    }

    /** Each row with this probability, from 0 to 1. One part. */
    record Sample(double ratio) implements RemoteWork {}

    /**
     * Joins with another table of the same catalog. The columns are then the left's and the right's by their new names. One part.
     *
     * @param conditions over the new names
     */
    record Join(
            Kind kind,
            TableHandle right,
            List<Renamed> leftColumns,
            List<Renamed> rightColumns,
            List<RemoteExpression> conditions)
            implements RemoteWork {
        public Join {
            leftColumns = List.copyOf(leftColumns);
            rightColumns = List.copyOf(rightColumns);
            conditions = List.copyOf(conditions);
        }

        /** Which sides keep the rows that match nothing. */
        public enum Kind {
            INNER,
            LEFT,
            RIGHT,
            FULL
        }
    }

    /** A new column. */
    record Output(String name, RemoteExpression expression) {}

    /** A column of a join's side, and its name in the join. */
    record Renamed(String column, String name) {}

    /** One term of an ordering by a column. */
    record Order(String column, boolean ascending, boolean nullsFirst) {}

    /**
     * An aggregate function over each group.
     *
     * @param function by Trino's name
     * @param filter only rows for which this is true count
     */
    record Measure(
            String name,
            String function,
            List<RemoteExpression> arguments,
            boolean distinct,
            Optional<RemoteExpression> filter,
            Type type) {
        public Measure {
            arguments = List.copyOf(arguments);
        }
    }
}
