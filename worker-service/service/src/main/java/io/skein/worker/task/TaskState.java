package io.skein.worker.task;

import io.skein.spi.error.SkeinException;
import io.skein.worker.kernel.Operator;
import java.util.List;

/**
 * A task's life.
 *
 * <pre>
 *   RUNNING --kernel done--> FLUSHING --output fetched--> FINISHED
 *      \-----------------------\----- error -----------> FAILED
 *       \-----------------------\---- query ended -----> CANCELED
 * </pre>
 */
public sealed interface TaskState {
    /** Whether it never changes again. */
    default boolean done() {
        return true;
    }

    record Running() implements TaskState {
        @Override
        public boolean done() {
            return false;
        }
    }

    /** The kernel is done, output is still being fetched. */
    record Flushing(Outcome outcome) implements TaskState {
        @Override
        public boolean done() {
            return false;
        }
    }

    record Finished(Outcome outcome) implements TaskState {}

    record Canceled() implements TaskState {}

    record Failed(SkeinException cause) implements TaskState {}

    /** What the kernel's run gave besides rows. */
    record Outcome(List<byte[]> fragments, List<Operator> operators) {
        public Outcome {
            fragments = List.copyOf(fragments);
            operators = List.copyOf(operators);
        }
    }
}
