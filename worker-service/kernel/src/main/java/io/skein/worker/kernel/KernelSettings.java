package io.skein.worker.kernel;

/**
 * What one query wants of its kernel.
 *
 * @param memoryLimitBytes 0 for the worker's own limit, which is also the most one can get
 */
public record KernelSettings(long memoryLimitBytes, JoinOrder joinOrder, Profiling profiling) {
    public static final KernelSettings DEFAULT = new KernelSettings(0, JoinOrder.OPTIMIZED, Profiling.OFF);

    /** The same with the memory limit that counts on a worker with this one. */
    KernelSettings within(long workerLimitBytes) {
        return new KernelSettings(
                memoryLimitBytes > 0 ? Math.min(memoryLimitBytes, workerLimitBytes) : workerLimitBytes,
                joinOrder,
                profiling);
    }

    /** Who decides in which order relations are joined. */
    public enum JoinOrder {
        /** The kernel, by its own statistics of files. */
        OPTIMIZED,
        /** The statement: its inputs have no statistics; the right side of a join is the build side. */
        AS_WRITTEN
    }

    /** Whether statements record what each operator did. */
    public enum Profiling {
        OFF,
        OPERATORS
    }
}
