package io.skein.coordinator.cluster;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Wires {@link Membership} and its clock. */
@Singleton
class ClusterBeans {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("skein-membership").daemon().factory());
    private final Membership membership;

    @Inject
    ClusterBeans(ClusterConfiguration configuration) {
        membership = new Membership(configuration.heartbeatTimeout(), Clock.systemUTC(), new OpenPort());
    }

    @Produces
    @Singleton
    Membership membership() {
        return membership;
    }

    void start(@Observes StartupEvent event) {
        clock.scheduleWithFixedDelay(membership::dropSilent, 250, 250, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }
}
