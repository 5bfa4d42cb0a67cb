package io.skein.worker.cache;

import io.skein.spi.error.SkeinException;
import org.jspecify.annotations.Nullable;

/** Work that waits for storage and that another thread may stop. It has a virtual thread of its own, so that stopping interrupts nothing else. */
public final class StoppableWork {
    private @Nullable Thread worker;
    private boolean stopped;

    /** Runs it, once, and throws what it throws; USER_CANCELED when it was stopped. */
    public void run(Runnable work) {
        Outcome outcome = new Outcome();
        Thread started;
        synchronized (this) {
            if (stopped) {
                throw SkeinException.canceled();
            }
            started = Thread.ofVirtual().start(() -> outcome.of(work));
            worker = started;
        }
        try {
            started.join();
        } catch (InterruptedException interrupted) {
            stop();
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (stopped) {
                throw SkeinException.canceled();
            }
        }
        outcome.check();
    }

    /** Stops it, now or before it begins. */
    public synchronized void stop() {
        stopped = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    private static final class Outcome {
        private volatile @Nullable RuntimeException failure;

        void of(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }

        void check() {
            RuntimeException failed = failure;
            if (failed != null) {
                throw failed;
            }
        }
    }
}
