package io.skein.coordinator.dispatch;

import io.skein.coordinator.schedule.ArrowMemory;
import io.skein.coordinator.schedule.QueryScheduler;

/** What the coordinator holds right now. When nothing runs, all of it goes back to what it was: leak tests read it. */
public final class Counters {
    private final StatementDispatcher dispatcher;
    private final QueryScheduler scheduler;
    private final ArrowMemory memory;

    Counters(StatementDispatcher dispatcher, QueryScheduler scheduler, ArrowMemory memory) {
        this.dispatcher = dispatcher;
        this.scheduler = scheduler;
        this.memory = memory;
    }

    public CoordinatorCounters snapshot() {
        return new CoordinatorCounters(
                dispatcher.runningCount(),
                dispatcher.queuedCount(),
                scheduler.runningCount(),
                scheduler.openResults(),
                memory.allocatedBytes(),
                Thread.getAllStackTraces().size());
    }
}
