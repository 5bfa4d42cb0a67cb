package io.skein.coordinator.dispatch;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.ArrayDeque;
import java.util.Queue;

/** Lets at most so many queries run at a time, first come first served, and so many wait. */
final class Admission {
    private final int maximumRunning;
    private final int maximumQueued;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    Admission(int maximumRunning, int maximumQueued) {
        this.maximumRunning = maximumRunning;
        this.maximumQueued = maximumQueued;
    }

    /**
     * Calls {@code start}, now or when it is its turn; each start must be followed by one {@link #leave}.
     *
     * @throws SkeinException QUERY_QUEUE_FULL
     */
    void enter(Runnable start) {
        synchronized (this) {
            if (running >= maximumRunning) {
                if (waiting.size() >= maximumQueued) {
                    throw new SkeinException(
                            StandardErrorCode.QUERY_QUEUE_FULL, "Too many queued queries for \"global\"");
                }
                waiting.add(start);
                return;
            }
            running++;
        }
        start.run();
    }

    /** Takes back a start that has not been called; false when it has. */
    synchronized boolean withdraw(Runnable start) {
        return waiting.remove(start);
    }

    /** Gives the place to the next in the queue. */
    void leave() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
            }
        }
        if (next != null) {
            next.run();
        }
    }

    synchronized int runningCount() {
        return running;
    }

    synchronized int queuedCount() {
        return waiting.size();
    }
}
