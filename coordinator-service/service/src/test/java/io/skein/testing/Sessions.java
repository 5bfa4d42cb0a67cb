package io.skein.testing;

import io.skein.coordinator.session.ClientTransaction;
import io.skein.coordinator.session.Session;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions of tests. */
public final class Sessions {
    private Sessions() {}

    public static Session with(Map<String, String> properties) {
        return new Session(
                "lab",
                Set.of(),
                Optional.empty(),
                Optional.of("tpch"),
                Optional.of("tiny"),
                ZoneOffset.UTC,
                Locale.ENGLISH,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                properties,
                Map.of(),
                new ClientTransaction.None(),
                Optional.empty(),
                "lab");
    }

    public static Session plain() {
        return with(Map.of());
    }
}
