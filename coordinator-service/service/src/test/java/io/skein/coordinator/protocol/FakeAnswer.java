package io.skein.coordinator.protocol;

import io.skein.coordinator.session.SessionChange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How a fake query ended. */
public record FakeAnswer(Optional<String> updateType, OptionalLong updateCount, List<SessionChange> changes) {
    public static final FakeAnswer NOTHING = new FakeAnswer(Optional.empty(), OptionalLong.empty(), List.of());

    public static FakeAnswer update(String type, long count) {
        return new FakeAnswer(Optional.of(type), OptionalLong.of(count), List.of());
    }

    public static FakeAnswer command(String type, SessionChange... changes) {
        return new FakeAnswer(Optional.of(type), OptionalLong.empty(), List.of(changes));
    }
}
