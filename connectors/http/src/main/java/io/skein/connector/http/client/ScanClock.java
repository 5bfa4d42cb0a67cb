package io.skein.connector.http.client;

import java.time.Duration;

/** The time that is left for a scan. */
public final class ScanClock {
    private final long end;
    private final Duration limit;

    public ScanClock(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    boolean over() {
        return System.nanoTime() - end >= 0;
    }

    Duration limit() {
        return limit;
    }
}
