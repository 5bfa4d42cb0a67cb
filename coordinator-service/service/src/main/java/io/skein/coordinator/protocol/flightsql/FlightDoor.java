package io.skein.coordinator.protocol.flightsql;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.skein.coordinator.catalog.CatalogClient;
import io.skein.coordinator.dispatch.Dispatcher;
import io.skein.coordinator.metadata.CatalogMetadata;
import io.skein.coordinator.protocol.Callers;
import io.skein.rpc.Caller;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts and stops the Flight SQL server with the application. */
@Singleton
class FlightDoor {
    private final Dispatcher dispatcher;
    private final Callers callers;
    private final Function<Caller, CatalogMetadata> metadata;
    private final FlightConfiguration configuration;
    private @Nullable FlightSqlServer server;

    @Inject
    FlightDoor(Dispatcher dispatcher, Callers callers, CatalogClient catalogs, FlightConfiguration configuration) {
        this.dispatcher = dispatcher;
        this.callers = callers;
        this.metadata = catalogs::metadata;
        this.configuration = configuration;
    }

    void start(@Observes StartupEvent event) throws IOException {
        server = new FlightSqlServer(dispatcher, callers, metadata, configuration);
        System.getLogger(FlightDoor.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "Flight SQL listens on grpc://{0}:{1,number,#}",
                        configuration.flightHost(),
                        server.port());
    }

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }
}
