package io.skein.coordinator.dispatch;

import io.skein.coordinator.schedule.FilterReport;
import java.time.Duration;
import java.util.List;

/** Progress and cost so far; rows and bytes are those read from tables. */
public record QueryStatistics(
        Duration queued,
        Duration elapsed,
        Duration cpu,
        int nodes,
        int totalSplits,
        int queuedSplits,
        int runningSplits,
        int completedSplits,
        long processedRows,
        long processedBytes,
        long peakMemoryBytes,
        long spilledBytes,
        List<Stage> stages,
        List<FilterReport> dynamicFilters) {
    public QueryStatistics {
        dynamicFilters = List.copyOf(dynamicFilters);
        stages = List.copyOf(stages);
    }

    /** One stage; {@code done} once all its tasks have ended. */
    public record Stage(
            int id,
            String state,
            boolean done,
            int nodes,
            int totalSplits,
            int completedSplits,
            long rowsRead,
            long bytesRead,
            long rowsWritten,
            Duration wall) {}
}
