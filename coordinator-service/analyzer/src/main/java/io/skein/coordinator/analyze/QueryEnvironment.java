package io.skein.coordinator.analyze;

import org.jspecify.annotations.Nullable;

/** What a query sees from outside: the columns around it and the WITH queries in sight. */
record QueryEnvironment(@Nullable OuterQuery outer, NamedQueries named) {
    static QueryEnvironment top() {
        return new QueryEnvironment(null, NamedQueries.NONE);
    }

    QueryEnvironment within(OuterQuery around) {
        return new QueryEnvironment(around, named);
    }

    QueryEnvironment with(NamedQueries queries) {
        return new QueryEnvironment(outer, queries);
    }
}
