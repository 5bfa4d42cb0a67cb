package io.skein.coordinator.dispatch;

import io.skein.coordinator.session.SessionChange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a statement does besides answering rows. */
record StatementOutcome(Optional<String> updateType, OptionalLong updateCount, List<SessionChange> sessionChanges) {
    static final StatementOutcome NONE = new StatementOutcome(Optional.empty(), OptionalLong.empty(), List.of());

    StatementOutcome {
        sessionChanges = List.copyOf(sessionChanges);
    }

    static StatementOutcome of(String updateType) {
        return new StatementOutcome(Optional.of(updateType), OptionalLong.empty(), List.of());
    }

    StatementOutcome withCount(long count) {
        return new StatementOutcome(updateType, OptionalLong.of(count), sessionChanges);
    }

    StatementOutcome with(SessionChange change) {
        return new StatementOutcome(updateType, updateCount, List.of(change));
    }
}
