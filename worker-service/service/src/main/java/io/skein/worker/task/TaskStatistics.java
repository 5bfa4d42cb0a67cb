package io.skein.worker.task;

/** What a task has done and holds. Memory is its query's on this worker. */
public record TaskStatistics(
        Counts counts,
        long wallNanos,
        long memoryBytes,
        long peakMemoryBytes,
        long spilledBytes,
        int splitsDone,
        int splitsTotal) {
    /** Rows and bytes scanned, and sent or written. */
    public record Counts(long rowsRead, long bytesRead, long rowsWritten, long bytesWritten) {}
}
