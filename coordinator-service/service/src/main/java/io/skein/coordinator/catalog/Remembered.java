package io.skein.coordinator.catalog;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is fetched again once it is older than its lifetime. Concurrent callers may fetch twice; nobody waits for another. */
final class Remembered<T> {
    private final long lifetimeNanos;
    private volatile @Nullable Entry<T> entry;

    Remembered(Duration lifetime) {
        this.lifetimeNanos = lifetime.toNanos();
    }

    T value(Supplier<T> fetch) {
        Entry<T> known = entry;
        long now = System.nanoTime();
        if (known != null && now - known.fetched() < lifetimeNanos) {
            return known.value();
        }
        T value = fetch.get();
        entry = new Entry<>(value, now);
        return value;
    }

    /** Has it fetched again when it is next asked for. */
    void forget() {
        entry = null;
    }

    private record Entry<T>(T value, long fetched) {}
}
