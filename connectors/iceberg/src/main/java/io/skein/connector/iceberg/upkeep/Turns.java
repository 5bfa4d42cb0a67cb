package io.skein.connector.iceberg.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When each table had its turn, and what came of it, since this connector was made. What a table needs is always found out from the table itself, so that
 * losing this costs no more than a turn before its time. Thread-safe.
 */
final class Turns {
    private final Map<UUID, Turn> turns = new HashMap<>();

    /** How an action has ended. */
    record Run(Instant at, Optional<String> failure) {}

    private static final class Turn {
        private final Set<UpkeepAction> tried = EnumSet.noneOf(UpkeepAction.class);
        private final Map<UpkeepAction, Run> runs = new EnumMap<>(UpkeepAction.class);
        private @Nullable Instant over;
    }

    /** When the table's next turn is; empty for at once. */
    Optional<Instant> next(UUID table, Duration interval) {
        return of(table, turn -> Optional.ofNullable(turn.over).map(over -> over.plus(interval)));
    }

    /** Whether it has been tried in the table's present turn. */
    synchronized boolean tried(UUID table, UpkeepAction action) {
        @Nullable Turn turn = turns.get(table);
        return turn != null && turn.tried.contains(action);
    }

    Optional<Run> last(UUID table, UpkeepAction action) {
        return of(table, turn -> Optional.ofNullable(turn.runs.get(action)));
    }

    synchronized void ended(UUID table, UpkeepAction action, Run run) {
        Turn turn = turns.computeIfAbsent(table, _ -> new Turn());
        turn.tried.add(action);
        turn.runs.put(action, run);
    }

    synchronized void over(UUID table, Instant now) {
        Turn turn = turns.computeIfAbsent(table, _ -> new Turn());
        turn.tried.clear();
        turn.over = now;
    }

    /** Forgets all others. */
    synchronized void retain(Set<UUID> tables) {
        turns.keySet().retainAll(tables);
    }

    private synchronized <T> Optional<T> of(UUID table, Function<Turn, Optional<T>> question) {
        return Optional.ofNullable(turns.get(table)).flatMap(question);
    }
}
