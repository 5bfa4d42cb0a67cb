package io.skein.worker.cache;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What scans had of the cache and what was fetched for them. Thread-safe. */
public final class CacheUse {
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong fetched = new AtomicLong();
    private final AtomicInteger requests = new AtomicInteger();

    void wanted(long bytes, long heldBytes) {
        wanted.addAndGet(bytes);
        held.addAndGet(heldBytes);
    }

    void fetched(long bytes) {
        fetched.addAndGet(bytes);
        requests.incrementAndGet();
    }

    void add(CacheUse other) {
        wanted.addAndGet(other.wantedBytes());
        held.addAndGet(other.heldBytes());
        fetched.addAndGet(other.fetchedBytes());
        requests.addAndGet(other.requests());
    }

    /** Bytes of footers and column chunks that scans needed. */
    public long wantedBytes() {
        return wanted.get();
    }

    /** Those of them that were there already. */
    public long heldBytes() {
        return held.get();
    }

    /** Bytes that came from storage. */
    public long fetchedBytes() {
        return fetched.get();
    }

    public int requests() {
        return requests.get();
    }
}
