package io.skein.coordinator.session;

import io.grpc.ManagedChannel;
import io.quarkus.runtime.ShutdownEvent;
import io.skein.rpc.Channels;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wires {@link AccessControl} to the auth service. */
@Singleton
class SessionBeans {
    private final ManagedChannel channel;

    @Inject
    SessionBeans(
            Channels channels,
            @ConfigProperty(name = "skein.coordinator.auth-address", defaultValue = "127.0.0.1:9300") String address) {
        channel = channels.open(address);
    }

    @Produces
    @Singleton
    AccessControl accessControl() {
        return new AccessControl(channel);
    }

    void stop(@Observes ShutdownEvent event) {
        channel.shutdownNow();
    }
}
