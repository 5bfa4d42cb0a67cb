package io.skein.coordinator.dispatch;

import io.skein.coordinator.metadata.RuntimeView;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this coordinator says of itself in {@code system.runtime.nodes}. */
@Singleton
class RuntimeBeans {
    private final RuntimeView.NodeEntry coordinator;

    @Inject
    RuntimeBeans(
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "localhost") String host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        coordinator = new RuntimeView.NodeEntry("coordinator", "http://" + host + ":" + port, version, true, "active");
    }

    @Produces
    @Singleton
    RuntimeView.NodeEntry coordinator() {
        return coordinator;
    }
}
