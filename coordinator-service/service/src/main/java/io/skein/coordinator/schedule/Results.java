package io.skein.coordinator.schedule;

import io.skein.coordinator.cluster.Worker;
import io.skein.spi.id.TaskId;

/** Opens the root task's output. */
public interface Results {
    ResultStream open(Worker worker, TaskId root);

    /** Streams that have been opened and not yet closed. */
    int openCount();

    /** Forgets a lost worker. */
    default void drop(Worker worker) {}
}
