package io.skein.coordinator.dispatch;

import io.skein.coordinator.session.Session;
import io.skein.coordinator.session.SessionChange;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.QueryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A query at one moment.
 *
 * @param updateType {@code CREATE TABLE}, {@code SET SESSION}, ...; empty for statements that answer rows
 * @param updateCount rows written
 * @param sessionChanges what the client must remember, once finished
 */
public record QueryInfo(
        QueryId id,
        Session session,
        String sql,
        State state,
        Instant created,
        Optional<Instant> ended,
        Optional<SkeinException> failure,
        Optional<String> updateType,
        OptionalLong updateCount,
        List<SessionChange> sessionChanges,
        QueryStatistics statistics) {
    public QueryInfo {
        sessionChanges = List.copyOf(sessionChanges);
    }

    /** Trino's names. */
    public enum State {
        QUEUED,
        PLANNING,
        STARTING,
        RUNNING,
        FINISHING,
        FINISHED,
        FAILED;

        public boolean ended() {
            return this == FINISHED || this == FAILED;
        }
    }
}
