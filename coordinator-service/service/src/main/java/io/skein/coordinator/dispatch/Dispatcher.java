package io.skein.coordinator.dispatch;

import io.skein.coordinator.session.Session;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.QueryId;
import java.util.List;
import java.util.Optional;

/** Takes statements from the doors. */
public interface Dispatcher {
    /** Registers the statement and returns at once; all failures, also syntax errors, show in the query. */
    Query submit(Session session, String sql);

    /**
     * What the statement answers and takes, by analysing it only. Blocks on catalog metadata.
     *
     * @throws SkeinException when it cannot be analysed, or is not allowed
     */
    Description describe(Session session, String sql);

    /** A query that runs or ended a short while ago. */
    Optional<Query> find(QueryId id);

    /** Those that {@link #find} would find, newest first. */
    List<QueryInfo> queries();
}
