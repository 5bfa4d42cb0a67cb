package io.skein.coordinator.cluster;

/** Hears of workers that tasks can no longer count on. Called by membership's own threads: must not block. */
public interface WorkerListener {
    /**
     * The worker is gone with all that ran on it.
     *
     * @param reason a clause that ends the sentence "The worker ..."
     */
    void lost(Worker worker, String reason);

    /** The worker finishes what it runs and takes nothing new. */
    default void draining(Worker worker) {}
}
