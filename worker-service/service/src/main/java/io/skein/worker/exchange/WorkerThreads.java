package io.skein.worker.exchange;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The worker's threads for what may block: tasks, read-ahead, Flight streams. Never queues, since tasks wait for each other; refuses when all are busy. */
public final class WorkerThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final ExecutorService executor;
    private final AtomicInteger busy = new AtomicInteger();

    public WorkerThreads(int maximum) {
        this.executor = new ThreadPoolExecutor(
                0,
                maximum,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("worker-", 0).factory());
    }

    /** Runs the work on a thread of its own; fails when there is none left. */
    public void start(Runnable work) {
        busy.incrementAndGet();
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } finally {
                    busy.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            busy.decrementAndGet();
            throw new SkeinException(
                    StandardErrorCode.GENERIC_INSUFFICIENT_RESOURCES,
                    "The worker has no thread left for another task",
                    e);
        }
    }

    public int busy() {
        return busy.get();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
