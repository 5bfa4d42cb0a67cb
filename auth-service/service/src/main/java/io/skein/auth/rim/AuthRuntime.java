package io.skein.auth.rim;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.skein.auth.identity.Identities;
import io.skein.rpc.BlockingCalls;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Made at the start, so that a bad file stops it. */
@Startup
@Singleton
class AuthRuntime {
    // Checking a password keeps a core busy for a tenth of a second: a few at a time, so that a flood of them leaves
    // room for the rest.
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    private final Identities identities;
    private final ExecutorService executor = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("auth-", 0).factory());

    @Inject
    AuthRuntime(AuthConfiguration configuration) {
        identities = new Identities(configuration.passwordFile(), configuration.groupFile());
    }

    Identities identities() {
        return identities;
    }

    BlockingCalls calls() {
        return new BlockingCalls(executor);
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }
}
