package io.skein.coordinator.protocol.trino;

import com.fasterxml.jackson.core.JsonFactory;
import io.quarkus.runtime.ShutdownEvent;
import io.skein.coordinator.dispatch.Dispatcher;
import io.skein.coordinator.session.Session;
import io.skein.spi.id.QueryId;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The statements of this door's clients, by query. Forgets those that are over and that nobody asks for any more. */
@Singleton
class Statements {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Dispatcher dispatcher;
    private final JsonFactory factory = new JsonFactory();
    private final SecureRandom random = new SecureRandom();
    private final Map<QueryId, StatementResults> results = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("statement-sweeper").factory());

    @Inject
    Statements(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @PostConstruct
    void start() {
        sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /** A statement with its secret. */
    record Submitted(StatementResults results, String slug) {}

    Submitted submit(Session session, String sql) {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        String slug = "x" + HexFormat.of().formatHex(secret);
        StatementResults submitted = new StatementResults(dispatcher.submit(session, sql), slug, factory);
        results.put(submitted.query().id(), submitted);
        return new Submitted(submitted, slug);
    }

    Optional<StatementResults> find(String query, String slug) {
        if (!query.matches("[A-Za-z0-9_.-]+")) {
            return Optional.empty();
        }
        return Optional.ofNullable(results.get(new QueryId(query))).filter(found -> found.slugIs(slug));
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.shutdownNow();
        results.values().forEach(StatementResults::release);
        results.clear();
    }

    private void sweep() {
        for (StatementResults candidate : results.values()) {
            candidate.releaseIfOver();
            if (candidate.query().info().state().ended() && candidate.idle().compareTo(REMEMBERED) > 0) {
                candidate.release();
                results.remove(candidate.query().id());
            }
        }
    }
}
