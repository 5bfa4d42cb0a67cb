package io.skein.worker.task;

import io.skein.spi.id.TaskId;

/** A task's state and statistics at one moment. */
public record TaskStatus(TaskId id, TaskState state, TaskStatistics statistics) {}
