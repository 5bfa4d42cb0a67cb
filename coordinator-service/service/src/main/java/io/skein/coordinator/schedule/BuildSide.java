package io.skein.coordinator.schedule;

import io.skein.coordinator.dynamicfilter.KeyDomains;
import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.spi.connector.Domain;
import io.skein.spi.id.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The tasks of a dynamic filter's build side, and what they have said so far. Thread-safe. */
final class BuildSide {
    /** Beyond this the values of all tasks become their span. */
    private static final int MOST_VALUES = 10_000;

    private final DynamicFilter filter;
    private final Set<TaskId> silent;
    private final List<Domain> said = new ArrayList<>();
    private final CompletableFuture<Optional<Domain>> values = new CompletableFuture<>();
    private final long started = System.nanoTime();
    private volatile Optional<Duration> collected = Optional.empty();

    BuildSide(DynamicFilter filter, Set<TaskId> tasks) {
        this.filter = filter;
        this.silent = new HashSet<>(tasks);
    }

    DynamicFilter filter() {
        return filter;
    }

    /** Completes once all tasks have said what they have, or one does not know: then with nothing. */
    CompletableFuture<Optional<Domain>> values() {
        return values;
    }

    /** How long that took. */
    Optional<Duration> collected() {
        return collected;
    }

    synchronized void heard(TaskReport report) {
        Optional<Domain> own = report.keys().get(filter.id());
        if ((own == null && !report.state().done()) || !silent.remove(report.id())) {
            return;
        }
        if (own == null || own.isEmpty()) {
            complete(Optional.empty());
            return;
        }
        said.add(own.get());
        if (silent.isEmpty()) {
            complete(Optional.of(KeyDomains.union(said, MOST_VALUES)));
        }
    }

    /** The first outcome stays: where a task does not know, what the others say is not all. */
    private void complete(Optional<Domain> outcome) {
        if (!values.isDone()) {
            collected = Optional.of(Duration.ofNanos(System.nanoTime() - started));
            values.complete(outcome);
        }
    }
}
