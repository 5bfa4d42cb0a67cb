package io.skein.worker.task;

import io.skein.spi.connector.Domain;
import io.skein.spi.id.TaskId;
import java.util.Map;
import java.util.Optional;

/**
 * A task's state and statistics at one moment.
 *
 * @param keys what it says of its rows' keys, as {@link io.skein.worker.summary.KeySummaries#outcome()}
 */
public record TaskStatus(TaskId id, TaskState state, TaskStatistics statistics, Map<String, Optional<Domain>> keys) {}
