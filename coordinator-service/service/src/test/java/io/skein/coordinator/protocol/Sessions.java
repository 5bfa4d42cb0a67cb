package io.skein.coordinator.protocol;

import io.skein.coordinator.session.ClientTransaction;
import io.skein.coordinator.session.Session;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plain sessions. */
public final class Sessions {
    private Sessions() {}

    public static Session of(String user) {
        return new Session(
                user,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Locale.ENGLISH,
                Set.of(),
                Set.of("PARAMETRIC_DATETIME"),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                new ClientTransaction.None(),
                Optional.empty(),
                user);
    }
}
