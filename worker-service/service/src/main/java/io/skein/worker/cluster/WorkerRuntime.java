package io.skein.worker.cluster;

import io.grpc.ManagedChannel;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.skein.proto.v1.HeartbeatRequest;
import io.skein.proto.v1.NodeState;
import io.skein.rpc.Channels;
import io.skein.rpc.SharedSecret;
import io.skein.spi.connector.ConnectorFactory;
import io.skein.spi.id.NodeId;
import io.skein.worker.scan.WorkerCatalogs;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes the worker, tells the coordinators of it, and leaves in order: no new queries, the running ones finished, then gone. */
@Singleton
class WorkerRuntime {
    private static final System.Logger LOG = System.getLogger(WorkerRuntime.class.getName());
    private static final long DRAIN_POLL_MILLISECONDS = 50;

    private final WorkerConfiguration configuration;
    private final Channels channels;
    private final int grpcPort;
    private final ManagedChannel catalogs;
    private final WorkerCore core;
    private @Nullable Heartbeats heartbeats;

    @Inject
    WorkerRuntime(
            WorkerConfiguration configuration,
            Channels channels,
            @ConfigProperty(name = "skein.shared-secret") Optional<String> secret,
            @ConfigProperty(name = "quarkus.grpc.server.port", defaultValue = "9000") int grpcPort) {
        this.configuration = configuration;
        this.channels = channels;
        this.grpcPort = grpcPort;
        this.catalogs = channels.open(configuration.catalogAddress());
        CatalogDefinitions definitions = new CatalogDefinitions(catalogs);
        WorkerCatalogs connectors = new WorkerCatalogs(
                ServiceLoader.load(ConnectorFactory.class, WorkerRuntime.class.getClassLoader()),
                definitions,
                System::nanoTime);
        this.core = new WorkerCore(
                ConfiguredSettings.of(configuration), connectors, channels::open, new SharedSecret(secret.orElse("")));
    }

    @Produces
    @Singleton
    WorkerCore core() {
        return core;
    }

    void start(@Observes StartupEvent event) {
        String address = configuration.grpcAddress().orElse(configuration.advertisedHost() + ":" + grpcPort);
        NodeId node = new NodeId(configuration.nodeId().orElse("worker-" + address.replace(':', '-')));
        HeartbeatRequest template = HeartbeatRequest.newBuilder()
                .setNodeId(node.value())
                .setGrpcAddress(address)
                .setFlightAddress(core.flightAddress())
                .setVersion(Optional.ofNullable(WorkerRuntime.class.getPackage().getImplementationVersion())
                        .orElse("dev"))
                .setMemoryBytes(ConfiguredSettings.memoryLimit(configuration))
                .setProcessors(Runtime.getRuntime().availableProcessors())
                .setIncarnation(UUID.randomUUID().toString())
                .build();
        heartbeats = new Heartbeats(template, configuration.coordinatorAddress(), channels::open);
        LOG.log(System.Logger.Level.INFO, "Worker {0}: gRPC {1}, Flight {2}", node, address, core.flightAddress());
    }

    void stop(@Observes ShutdownEvent event) {
        core.tasks().drain();
        Heartbeats beats = heartbeats;
        if (beats != null) {
            beats.announce(NodeState.NODE_STATE_DRAINING);
        }
        awaitQueries();
        if (beats != null) {
            beats.announce(NodeState.NODE_STATE_GONE);
            beats.close();
        }
        core.close();
        catalogs.shutdownNow();
    }

    private void awaitQueries() {
        long deadline = System.nanoTime() + configuration.drainTimeout().toNanos();
        while (core.tasks().queryCount() > 0 && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(DRAIN_POLL_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
