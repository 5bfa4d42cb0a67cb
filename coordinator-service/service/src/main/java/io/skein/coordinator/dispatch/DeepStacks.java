package io.skein.coordinator.dispatch;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads with room for the recursion that long statements need; the caller waits for its answer. */
final class DeepStacks implements AutoCloseable {
    private static final long STACK_BYTES = 256L << 20;

    private final ThreadPoolExecutor threads;

    DeepStacks(int maximumThreads) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                maximumThreads, maximumThreads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "skein-planner-" + number.incrementAndGet(), STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Interrupting the waiting caller interrupts the work. */
    <T> T call(Callable<T> work) throws Exception {
        Future<T> answer = threads.submit(work);
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StackOverflowError) {
                throw new SkeinException(
                        StandardErrorCode.STACK_OVERFLOW, "statement is too large (stack overflow during analysis)", e);
            }
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
