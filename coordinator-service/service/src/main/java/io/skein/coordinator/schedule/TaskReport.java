package io.skein.coordinator.schedule;

import io.skein.spi.connector.Domain;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a task last said of itself.
 *
 * @param failure set when it has failed
 * @param writeFragments what a finished writing task's sink gave
 * @param keys what it says of the keys in its rows, by dynamic filter; nothing while it does not know, an empty domain where it never will
 * @param operators what a finished profiled task's kernel did; children after their parent
 */
public record TaskReport(
        TaskId id,
        State state,
        Optional<SkeinException> failure,
        TaskCounts counts,
        List<byte[]> writeFragments,
        List<Operator> operators,
        Map<String, Optional<Domain>> keys) {
    public TaskReport {
        writeFragments = List.copyOf(writeFragments);
        operators = List.copyOf(operators);
        keys = Map.copyOf(keys);
    }

    /** A task of which nothing has been heard yet. */
    static TaskReport planned(TaskId id) {
        return new TaskReport(id, State.PLANNED, Optional.empty(), TaskCounts.NONE, List.of(), List.of(), Map.of());
    }

    /** The same, but finished. */
    public TaskReport finished() {
        return new TaskReport(id, State.FINISHED, failure, counts, writeFragments, operators, keys);
    }

    /** Where a task is. */
    public enum State {
        PLANNED,
        RUNNING,
        FLUSHING,
        FINISHED,
        CANCELED,
        FAILED;

        public boolean done() {
            return this == FINISHED || this == CANCELED || this == FAILED;
        }
    }

    /** One kernel operator. */
    public record Operator(String name, int depth, long rows, long wallNanos, String detail) {}
}
