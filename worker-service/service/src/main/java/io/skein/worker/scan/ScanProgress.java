package io.skein.worker.scan;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What scans have read so far. Thread-safe. */
public final class ScanProgress {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger splits = new AtomicInteger();

    /** Counts rows and bytes of a batch. */
    public void read(long moreRows, long moreBytes) {
        rows.addAndGet(moreRows);
        bytes.addAndGet(moreBytes);
    }

    public void splitDone() {
        splits.incrementAndGet();
    }

    public long rows() {
        return rows.get();
    }

    public long bytes() {
        return bytes.get();
    }

    public int splits() {
        return splits.get();
    }
}
