package io.skein.worker.task;

import io.skein.spi.error.SkeinException;
import io.skein.worker.task.TaskState.Canceled;
import io.skein.worker.task.TaskState.Failed;
import io.skein.worker.task.TaskState.Finished;
import io.skein.worker.task.TaskState.Flushing;
import io.skein.worker.task.TaskState.Outcome;
import io.skein.worker.task.TaskState.Running;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A task's state and who wants to hear of it. The first end wins. Thread-safe. */
final class TaskStateMachine {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private TaskState state = new Running();
    private boolean outputFetched;

    synchronized TaskState state() {
        return state;
    }

    /** Calls back after each change, until removed. */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    void flush(Outcome outcome) {
        synchronized (this) {
            if (!(state instanceof Running)) {
                return;
            }
            state = outputFetched ? new Finished(outcome) : new Flushing(outcome);
        }
        announce();
    }

    /** The consumers have everything; may come before the kernel's end is noticed. */
    void outputFetched() {
        synchronized (this) {
            outputFetched = true;
            if (!(state instanceof Flushing(Outcome outcome))) {
                return;
            }
            state = new Finished(outcome);
        }
        announce();
    }

    boolean fail(SkeinException cause) {
        return end(new Failed(cause));
    }

    boolean cancel() {
        return end(new Canceled());
    }

    private boolean end(TaskState last) {
        synchronized (this) {
            if (state.done()) {
                return false;
            }
            state = last;
        }
        announce();
        return true;
    }

    /** Something besides the state has changed. */
    void announce() {
        listeners.forEach(Runnable::run);
    }
}
