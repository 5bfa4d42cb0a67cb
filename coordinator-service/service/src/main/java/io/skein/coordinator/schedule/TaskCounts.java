package io.skein.coordinator.schedule;

/** What a task, or several, has done so far. */
public record TaskCounts(
        long rowsRead,
        long bytesRead,
        long rowsWritten,
        long bytesWritten,
        long wallNanos,
        long memoryBytes,
        long peakMemoryBytes,
        long spilledBytes,
        int splitsDone,
        int splitsTotal) {
    public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public TaskCounts plus(TaskCounts other) {
        return new TaskCounts(
                rowsRead + other.rowsRead,
                bytesRead + other.bytesRead,
                rowsWritten + other.rowsWritten,
                bytesWritten + other.bytesWritten,
                wallNanos + other.wallNanos,
                memoryBytes + other.memoryBytes,
                peakMemoryBytes + other.peakMemoryBytes,
                spilledBytes + other.spilledBytes,
                splitsDone + other.splitsDone,
                splitsTotal + other.splitsTotal);
    }
}
