package io.skein.coordinator.conformance;

import org.jspecify.annotations.Nullable;

/** A thread with the room for recursion that the coordinator gives its planner. */
final class DeepThread {
    private static final long STACK_BYTES = 256L << 20;

    private DeepThread() {}

    /** Runs the work to its end, and fails as it does. */
    static void run(Runnable work) throws InterruptedException {
        @Nullable Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(null, work, "deep", STACK_BYTES);
        thread.setUncaughtExceptionHandler((ended, thrown) -> failure[0] = thrown);
        thread.start();
        thread.join();
        switch (failure[0]) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
