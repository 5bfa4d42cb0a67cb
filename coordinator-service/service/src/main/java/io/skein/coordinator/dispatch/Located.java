package io.skein.coordinator.dispatch;

import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import java.util.Optional;

/** Puts an error's place in front of its message, {@code line 1:8: ...}, as Trino's clients show it. Done once, where the query fails. */
final class Located {
    private Located() {}

    static SkeinException of(SkeinException failure) {
        Optional<Location> location = failure.location();
        if (location.isEmpty()) {
            return failure;
        }
        String prefix = "line " + location.get().line() + ":" + location.get().column() + ": ";
        String message = String.valueOf(failure.getMessage());
        return message.startsWith(prefix)
                ? failure
                : new SkeinException(failure.code(), prefix + message, location.get(), failure);
    }
}
