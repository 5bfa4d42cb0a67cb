package io.skein.coordinator.schedule;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Finds out which of a query's failures is the cause. When a task breaks, its consumers' streams break too, and their complaint may arrive first: a failure
 * of transport waits a moment for one that explains it.
 */
final class FirstFailure {
    private static final Set<String> CONSEQUENCES = Set.of(
            StandardErrorCode.PAGE_TRANSPORT_ERROR.code().name(),
            StandardErrorCode.PAGE_TRANSPORT_TIMEOUT.code().name(),
            StandardErrorCode.REMOTE_TASK_FAILED.code().name(),
            StandardErrorCode.REMOTE_HOST_GONE.code().name(),
            StandardErrorCode.ABANDONED_TASK.code().name(),
            StandardErrorCode.USER_CANCELED.code().name());

    private final CompletableFuture<SkeinException> cause = new CompletableFuture<>();
    private final ScheduledExecutorService clock;
    private final Duration patience;

    FirstFailure(ScheduledExecutorService clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /** Completes with the failure that counts; never, if there is none. */
    CompletableFuture<SkeinException> cause() {
        return cause;
    }

    /** A failure as a task or a stream reported it. */
    void reported(SkeinException failure) {
        if (CONSEQUENCES.contains(failure.code().name())) {
            clock.schedule(() -> cause.complete(failure), patience.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            cause.complete(failure);
        }
    }

    /** A failure that needs no other to explain it. */
    void explained(SkeinException failure) {
        cause.complete(failure);
    }
}
