package io.skein.coordinator.protocol.flightsql;

import io.grpc.Context;
import java.time.Duration;
import java.util.OptionalLong;

/** One client's connection, as far as its calls must know it. Thread-safe. */
final class ClientConnection {
    private static final Context.Key<ClientConnection> CURRENT =
            Context.keyWithDefault("skein-connection", new ClientConnection());

    private volatile OptionalLong ended = OptionalLong.empty();

    /** The connection of the call that this thread serves. */
    static ClientConnection current() {
        return CURRENT.get();
    }

    Context with(Context context) {
        return context.withValue(CURRENT, this);
    }

    void end() {
        ended = OptionalLong.of(System.nanoTime());
    }

    /** Whether it ended at least so long ago. */
    boolean goneFor(Duration time) {
        OptionalLong end = ended;
        return end.isPresent() && System.nanoTime() - end.getAsLong() >= time.toNanos();
    }
}
