package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.analyze.routine.Routines;
import org.jspecify.annotations.Nullable;

/** What a query sees from outside: the columns around it, and the WITH queries and functions in sight. */
public record QueryEnvironment(@Nullable OuterQuery outer, NamedQueries named, Routines routines) {
    public static QueryEnvironment top() {
        return new QueryEnvironment(null, NamedQueries.NONE, Routines.NONE);
    }

    public QueryEnvironment within(OuterQuery around) {
        return new QueryEnvironment(around, named, routines);
    }

    public QueryEnvironment with(NamedQueries queries) {
        return new QueryEnvironment(outer, queries, routines);
    }

    public QueryEnvironment with(Routines functions) {
        return new QueryEnvironment(outer, named, functions);
    }
}
