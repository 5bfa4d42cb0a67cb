package io.skein.coordinator.dispatch;

import io.skein.coordinator.dispatch.QueryState.Failed;
import io.skein.coordinator.dispatch.QueryState.Finished;
import io.skein.coordinator.dispatch.QueryState.Finishing;
import io.skein.coordinator.dispatch.QueryState.Planning;
import io.skein.coordinator.dispatch.QueryState.Queued;
import io.skein.coordinator.dispatch.QueryState.Running;
import io.skein.coordinator.dispatch.QueryState.Starting;
import io.skein.spi.error.SkeinException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** All transitions of a query's state. A transition that the diagram of {@link QueryState} does not have is not made; the first end stays. */
final class QueryStateMachine {
    private volatile QueryState state = new Queued();
    private final CompletableFuture<QueryState> ended = new CompletableFuture<>();
    private final Clock clock;
    private final Instant created;

    QueryStateMachine(Clock clock) {
        this.clock = clock;
        this.created = clock.instant();
    }

    QueryState state() {
        return state;
    }

    Instant created() {
        return created;
    }

    /** Completes with {@link Finished} or {@link Failed}. */
    CompletableFuture<QueryState> ended() {
        return ended;
    }

    boolean admitted() {
        return advance(now -> now instanceof Queued ? new Planning(clock.instant()) : now);
    }

    boolean starting() {
        return advance(now -> now instanceof Planning planning ? new Starting(planning.admitted()) : now);
    }

    boolean running() {
        return advance(now -> now instanceof Starting starting ? new Running(starting.admitted()) : now);
    }

    boolean finishing() {
        return advance(now -> switch (now) {
            case Planning planning -> new Finishing(planning.admitted());
            case Starting starting -> new Finishing(starting.admitted());
            case Running running -> new Finishing(running.admitted());
            case Queued _, Finishing _, Finished _, Failed _ -> now;
        });
    }

    boolean finished() {
        return advance(
                now -> now instanceof Finishing finishing ? new Finished(finishing.admitted(), clock.instant()) : now);
    }

    boolean failed(SkeinException failure) {
        return advance(now -> now.name().ended() ? now : new Failed(admittedAt(now), clock.instant(), failure));
    }

    /** How long it waited, or has waited, for its turn. */
    Duration queued() {
        return Duration.between(created, admittedAt(state));
    }

    /** Time from its creation to its end, or to now. */
    Duration elapsed() {
        return Duration.between(created, endedAt().orElseGet(clock::instant));
    }

    Optional<Instant> endedAt() {
        return switch (state) {
            case Finished finished -> Optional.of(finished.ended());
            case Failed failed -> Optional.of(failed.ended());
            case Queued _, Planning _, Starting _, Running _, Finishing _ -> Optional.empty();
        };
    }

    Optional<SkeinException> failure() {
        return state instanceof Failed failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    private Instant admittedAt(QueryState now) {
        return switch (now) {
            case Queued _ -> clock.instant();
            case Planning planning -> planning.admitted();
            case Starting starting -> starting.admitted();
            case Running running -> running.admitted();
            case Finishing finishing -> finishing.admitted();
            case Finished finished -> finished.admitted();
            case Failed failed -> failed.admitted();
        };
    }

    private boolean advance(UnaryOperator<QueryState> transition) {
        QueryState after;
        synchronized (this) {
            QueryState before = state;
            after = transition.apply(before);
            if (after == before) {
                return false;
            }
            state = after;
        }
        if (after.name().ended()) {
            ended.complete(after);
        }
        return true;
    }
}
