package io.skein.coordinator.catalog;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is fetched again once it is older than its lifetime. Concurrent callers may fetch twice; nobody waits for another. */
final class Remembered<T> {
    private final long lifetimeNanos;
    private volatile @Nullable Entry<T> entry;
    private volatile long forgotten;

    Remembered(Duration lifetime) {
        this.lifetimeNanos = lifetime.toNanos();
    }

    T value(Supplier<T> fetch) {
        Entry<T> known = entry;
        long now = System.nanoTime();
        if (known != null && now - known.fetched() < lifetimeNanos) {
            return known.value();
        }
        long before = forgotten;
        T value = fetch.get();
        synchronized (this) {
            // What was fetched before it was to be forgotten may be older than what is to be seen now.
            if (before == forgotten) {
                entry = new Entry<>(value, now);
            }
        }
        return value;
    }

    /** Has it fetched again when it is next asked for. */
    synchronized void forget() {
        forgotten++;
        entry = null;
    }

    private record Entry<T>(T value, long fetched) {}
}
