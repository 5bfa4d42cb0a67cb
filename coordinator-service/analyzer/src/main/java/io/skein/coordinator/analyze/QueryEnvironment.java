package io.skein.coordinator.analyze;

import org.jspecify.annotations.Nullable;

/** What a query sees from outside: the columns around it, and the WITH queries and functions in sight. */
record QueryEnvironment(@Nullable OuterQuery outer, NamedQueries named, Routines routines) {
    static QueryEnvironment top() {
        return new QueryEnvironment(null, NamedQueries.NONE, Routines.NONE);
    }

    QueryEnvironment within(OuterQuery around) {
        return new QueryEnvironment(around, named, routines);
    }

    QueryEnvironment with(NamedQueries queries) {
        return new QueryEnvironment(outer, queries, routines);
    }

    QueryEnvironment with(Routines functions) {
        return new QueryEnvironment(outer, named, functions);
    }
}
