package io.skein.standalone;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells on stdout where clients find Skein, once the doors are open. */
@Singleton
class ReadyMessage {
    private final String host;
    private final int flightPort;

    ReadyMessage(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "skein.coordinator.flight-port") int flightPort) {
        this.host = host;
        this.flightPort = flightPort;
    }

    void print(@ObservesAsync HttpServerStart start) {
        System.out.printf(
                "Skein is ready: Trino clients at http://%s:%d, Flight SQL clients at grpc://%s:%d%n",
                host, start.options().getPort(), host, flightPort);
    }
}
