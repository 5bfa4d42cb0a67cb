package io.skein.coordinator.protocol.flightsql;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions by their secret, which travels as bearer token or as cookie. Forgets those that are idle for long. */
final class FlightSessions {
    private static final int MOST = 10_000;

    private final Map<String, Entry> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final long lifetime;

    FlightSessions(Duration lifetime) {
        this.lifetime = lifetime.toNanos();
    }

    /** Remembers a session and answers its secret. */
    String register(FlightSession session) {
        sweep();
        if (sessions.size() >= MOST) {
            throw new SkeinException(StandardErrorCode.GENERIC_INSUFFICIENT_RESOURCES, "Too many Flight SQL sessions");
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        sessions.put(secret, new Entry(session));
        return secret;
    }

    Optional<FlightSession> find(String secret) {
        Entry entry = sessions.get(secret);
        if (entry == null || System.nanoTime() - entry.used > lifetime) {
            return Optional.empty();
        }
        entry.used = System.nanoTime();
        return Optional.of(entry.session);
    }

    boolean close(FlightSession session) {
        return sessions.values().removeIf(entry -> entry.session == session);
    }

    boolean isRegistered(FlightSession session) {
        return sessions.values().stream().anyMatch(entry -> entry.session == session);
    }

    void sweep() {
        long now = System.nanoTime();
        sessions.values().removeIf(entry -> now - entry.used > lifetime);
    }

    private static final class Entry {
        private final FlightSession session;
        private volatile long used = System.nanoTime();

        Entry(FlightSession session) {
            this.session = session;
        }
    }
}
