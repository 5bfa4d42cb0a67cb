package io.skein.coordinator.explain;

import java.time.Duration;
import java.util.List;

/**
 * What a fragment's tasks did, summed up.
 *
 * @param rows read by its tasks
 * @param bytes read by its tasks
 * @param wall of its slowest task
 * @param operators of one kernel profile, parents before children
 */
public record StageStatistics(
        int fragment,
        int tasks,
        long rows,
        long bytes,
        Duration wall,
        long peakMemoryBytes,
        long spilledBytes,
        List<OperatorStatistics> operators) {
    public StageStatistics {
        operators = List.copyOf(operators);
    }

    /** One kernel operator; {@code depth} counts from 0 at the root. */
    public record OperatorStatistics(String name, int depth, long rows, Duration wall, String detail) {}
}
