package io.skein.coordinator.schedule;

import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.fragment.Fragment;
import io.skein.spi.id.TaskId;

/** A fragment's task and the worker that runs it. */
record PlacedTask(TaskId id, Fragment fragment, Worker worker) {}
