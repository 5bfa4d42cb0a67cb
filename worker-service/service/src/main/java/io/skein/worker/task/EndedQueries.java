package io.skein.worker.task;

import io.skein.spi.id.QueryId;
import java.util.LinkedHashSet;

/** The last queries that have ended, so that a creation that comes late is refused. Guarded by its owner. */
final class EndedQueries {
    private static final int REMEMBERED = 10_000;

    private final LinkedHashSet<QueryId> queries = new LinkedHashSet<>();

    void add(QueryId query) {
        queries.add(query);
        if (queries.size() > REMEMBERED) {
            queries.removeFirst();
        }
    }

    boolean contains(QueryId query) {
        return queries.contains(query);
    }
}
