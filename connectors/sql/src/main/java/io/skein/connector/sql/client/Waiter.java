package io.skein.connector.sql.client;

import io.skein.spi.error.SkeinException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets one thread wait for futures, and any other end its waiting. */
public final class Waiter {
    private @Nullable CompletableFuture<?> awaited;
    private boolean canceled;

    /**
     * The future's value, once it is there.
     *
     * @throws FailedAnswer with what the future failed with, or that it took longer than the limit
     */
    <T> T await(Future<T> future, Duration limit) {
        CompletableFuture<T> answer = future.toCompletionStage().toCompletableFuture();
        synchronized (this) {
            if (canceled) {
                throw SkeinException.canceled();
            }
            awaited = answer;
        }
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SkeinException ended) {
                throw ended;
            }
            throw new FailedAnswer(e.getCause());
        } catch (TimeoutException e) {
            throw new FailedAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SkeinException.canceled();
        } finally {
            synchronized (this) {
                awaited = null;
            }
        }
    }

    /** Ends the waiting of now and of later, as a cancel does; from any thread. */
    public synchronized void cancel() {
        canceled = true;
        if (awaited != null) {
            awaited.completeExceptionally(SkeinException.canceled());
        }
    }

    /** Waits for the end of something whose failure does not matter any more. */
    static void settle(Future<?> future, Duration limit) {
        try {
            new Waiter().await(future, limit);
        } catch (FailedAnswer | SkeinException done) {
            System.getLogger(Waiter.class.getName())
                    .log(System.Logger.Level.DEBUG, "Ended with {0}", String.valueOf(done.getMessage()));
        }
    }
}
