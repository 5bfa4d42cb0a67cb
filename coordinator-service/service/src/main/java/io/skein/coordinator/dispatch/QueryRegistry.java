package io.skein.coordinator.dispatch;

import io.skein.spi.id.QueryId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Queries that run, and those that ended a short while ago. */
final class QueryRegistry {
    private final Map<QueryId, StatementQuery> queries = new ConcurrentHashMap<>();
    private final Deque<StatementQuery> ended = new ArrayDeque<>();
    private final int maximumEnded;
    private final Duration lifetime;

    /** @param lifetime how long an ended query is kept */
    QueryRegistry(int maximumEnded, Duration lifetime) {
        this.maximumEnded = maximumEnded;
        this.lifetime = lifetime;
    }

    void add(StatementQuery query) {
        queries.put(query.id(), query);
        query.machine().ended().thenRun(() -> retire(query));
    }

    Optional<StatementQuery> find(QueryId id) {
        return Optional.ofNullable(queries.get(id));
    }

    /** All, newest first. */
    List<StatementQuery> all() {
        List<StatementQuery> all = new ArrayList<>(queries.values());
        all.sort(Comparator.comparing((StatementQuery query) -> query.machine().created())
                .thenComparing(query -> query.id().value())
                .reversed());
        return all;
    }

    Collection<StatementQuery> running() {
        return queries.values().stream().filter(query -> !query.isEnded()).toList();
    }

    /** Forgets those that ended too long ago. */
    void expire(Instant now) {
        Instant limit = now.minus(lifetime);
        synchronized (ended) {
            while (!ended.isEmpty()
                    && ended.peekFirst().machine().endedAt().orElse(now).isBefore(limit)) {
                queries.remove(ended.removeFirst().id());
            }
        }
    }

    private void retire(StatementQuery query) {
        synchronized (ended) {
            ended.addLast(query);
            while (ended.size() > maximumEnded) {
                queries.remove(ended.removeFirst().id());
            }
        }
    }
}
