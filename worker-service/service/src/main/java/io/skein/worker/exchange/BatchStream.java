package io.skein.worker.exchange;

import org.jspecify.annotations.Nullable;

/** Batches in order. One thread reads and closes; any thread may cancel. */
interface BatchStream extends AutoCloseable {
    /**
     * Waits for the next batch, which the caller then holds; null at the end.
     *
     * @throws io.skein.spi.error.SkeinException the producer's failure, or USER_CANCELED once cancelled
     */
    @Nullable
    Batch next();

    /** Makes a waiting or coming {@link #next} fail. */
    void cancel();

    /** Gives up what has not been read. */
    @Override
    void close();
}
