package io.skein.coordinator.protocol;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Answers that hold for a while. Failures are never kept. */
final class Believed<K, V> {
    private static final int MOST = 10_000;

    private final Map<K, Answer<V>> answers = new ConcurrentHashMap<>();
    private final long lifetime;

    Believed(Duration lifetime) {
        this.lifetime = lifetime.toNanos();
    }

    V get(K question, Function<K, V> ask) {
        long now = System.nanoTime();
        Answer<V> known = answers.get(question);
        if (known != null && now - known.since() < lifetime) {
            return known.value();
        }
        V value = ask.apply(question);
        if (answers.size() >= MOST) {
            answers.values().removeIf(answer -> now - answer.since() >= lifetime);
        }
        if (answers.size() < MOST) {
            answers.put(question, new Answer<>(value, now));
        }
        return value;
    }

    private record Answer<V>(V value, long since) {}
}
