package io.skein.coordinator.dispatch;

import io.skein.coordinator.cluster.Worker;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.schedule.Execution;
import io.skein.coordinator.schedule.QueryScheduler;
import io.skein.coordinator.schedule.ResultStream;
import io.skein.coordinator.schedule.ScheduleOptions;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Runs a fragmented plan for a query and hands each batch of its root on. */
final class PlanRunner {
    /** How long tasks may take to say that they are done, after the last row has come. */
    private static final Duration LAST_WORD = Duration.ofMillis(200);

    private static final Duration CAUSE_WAIT = Duration.ofSeconds(5);

    private final QueryScheduler scheduler;

    PlanRunner(QueryScheduler scheduler) {
        this.scheduler = scheduler;
    }

    List<Worker> workers() throws InterruptedException {
        return scheduler.workers();
    }

    /** Starts the plan; the caller must see that it ends. */
    Execution start(StatementQuery query, FragmentedPlan plan, List<Worker> workers, ScheduleOptions options) {
        query.machine().starting();
        List<Worker> used = workers.subList(0, Math.min(workers.size(), plan.workers()));
        Execution execution = scheduler.start(query.id(), plan.fragments(), plan.dynamicFilters(), used, options);
        query.attach(execution);
        return execution;
    }

    /** Reads the root's rows to their end, or until the sink wants no more. */
    void drain(StatementQuery query, Execution execution, Sink sink) throws InterruptedException {
        awaited(execution, execution.rootReady());
        // From here on the end of the query shows in the stream. A Flight stream that is interrupted may wait for its
        // end for ever.
        query.workingOn(null);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try (ResultStream stream = execution.results()) {
            query.attach(stream);
            query.machine().running();
            Optional<VectorSchemaRoot> batch = stream.next();
            while (batch.isPresent() && sink.take(batch.get())) {
                batch = stream.next();
            }
        } catch (RuntimeException broken) {
            SkeinException failure = ErrorCodec.normalize(broken);
            execution.reported(failure);
            throw cause(execution, failure);
        } finally {
            query.workingOn(Thread.currentThread());
        }
    }

    /** Waits for an answer of the execution; fails with the execution's own failure. */
    <T> T awaited(Execution execution, CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            SkeinException known = ErrorCodec.normalize(failure);
            execution.reported(known);
            throw cause(execution, known);
        }
    }

    /** Completes once all tasks have said that they are done, or had their time to say so. */
    CompletableFuture<Void> lastWord(Execution execution) {
        return execution.tasksDone().copy().orTimeout(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the tasks say their last word, then ends them. Returns at once. */
    void endSoon(Execution execution) {
        lastWord(execution).whenComplete((done, late) -> execution.end());
    }

    private static SkeinException cause(Execution execution, SkeinException symptom) throws InterruptedException {
        try {
            return execution.failure().get(CAUSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CompletionException e) {
            return symptom;
        }
    }

    /** Takes batches over. */
    interface Sink {
        /** False when no more are wanted. */
        boolean take(VectorSchemaRoot batch) throws InterruptedException;
    }

    static SkeinException internal(String message) {
        return new SkeinException(StandardErrorCode.GENERIC_INTERNAL_ERROR, message);
    }
}
