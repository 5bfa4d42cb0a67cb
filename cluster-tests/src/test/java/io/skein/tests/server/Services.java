package io.skein.tests.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A cluster of two workers, each service a process that can be killed and started anew at its old address; the others go on meanwhile. */
public final class Services implements SkeinServer, AutoCloseable {
    private static final int WORKERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms64m",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path data;
    private final Map<String, String> environment;
    private final Map<Service, List<String>> commands = new EnumMap<>(Service.class);
    private final Map<Service, Process> processes = new EnumMap<>(Service.class);
    private final int httpPort = SkeinProcess.freePort();
    private final String secret = UUID.randomUUID().toString();

    /** What can be killed. */
    public enum Service {
        CATALOG("catalog"),
        AUTH("auth"),
        COORDINATOR("coordinator"),
        WORKER_1("worker"),
        WORKER_2("worker");

        private final String application;

        Service(String application) {
            this.application = application;
        }
    }

    private Services(Path data, Path etc, Map<String, String> environment) {
        this.data = data;
        this.environment = environment;
        String catalog = address();
        String auth = address();
        String coordinator = address();
        String catalogs = "skein.catalog.directory=" + etc.resolve("catalog");
        command(
                Service.CATALOG,
                SkeinProcess.freePort(),
                catalog,
                catalogs,
                "skein.catalog.data-directory=" + data,
                "skein.catalog.workers=2");
        command(Service.AUTH, SkeinProcess.freePort(), auth);
        command(
                Service.COORDINATOR,
                httpPort,
                coordinator,
                "skein.coordinator.flight-port=" + SkeinProcess.freePort(),
                "skein.coordinator.catalog.address=" + catalog,
                "skein.coordinator.auth-address=" + auth);
        for (Service worker : List.of(Service.WORKER_1, Service.WORKER_2)) {
            command(
                    worker,
                    SkeinProcess.freePort(),
                    address(),
                    "skein.worker.flight-port=" + SkeinProcess.freePort(),
                    "skein.worker.node-id=" + worker.name().replace('_', '-').toLowerCase(Locale.ENGLISH),
                    "skein.worker.watch-timeout=5s",
                    "skein.worker.coordinator-address=" + coordinator,
                    "skein.worker.catalog-address=" + catalog,
                    "skein.worker.data-directory=" + data);
        }
    }

    /**
     * Starts all and waits until they serve.
     *
     * @param etc its directory {@code catalog} says which catalogs there are
     */
    public static Services start(Path etc, Map<String, String> environment) {
        try {
            Path servers = Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers"));
            Path data = Files.createTempDirectory(servers, "data");
            Services services = new Services(data, etc, environment);
            Arrays.stream(Service.values()).forEach(services::launch);
            services.awaitServing();
            return services;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String httpAddress() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** Kills the process, without a word to it, and waits until it has gone. */
    public void kill(Service service) {
        Process process = Objects.requireNonNull(processes.get(service));
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts what was killed, and waits until the whole cluster serves. */
    public void restart(Service service) {
        launch(service);
        awaitServing();
    }

    private void command(Service service, int http, String address, String... properties) {
        List<String> command = new ArrayList<>(JVM);
        command.add("-Dquarkus.http.port=" + http);
        command.add("-Dquarkus.grpc.server.port=" + address.substring(address.indexOf(':') + 1));
        Arrays.stream(properties).map(property -> "-D" + property).forEach(command::add);
        command.add("-jar");
        command.add(SkeinProcess.ROOT
                .resolve(service.application + "-service/app/target/quarkus-app/quarkus-run.jar")
                .toString());
        commands.put(service, command);
    }

    private static String address() {
        return "127.0.0.1:" + SkeinProcess.freePort();
    }

    private void launch(Service service) {
        try {
            ProcessBuilder builder = new ProcessBuilder(Objects.requireNonNull(commands.get(service)))
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(log(service).toFile()))
                    .redirectInput(new File("/dev/null"));
            builder.environment().putAll(environment);
            builder.environment().put("SKEIN_SHARED_SECRET", secret);
            processes.put(service, builder.start());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the service's processes have said. */
    public Path log(Service service) {
        return data.resolve(service + ".log");
    }

    private void awaitServing() {
        Awaitility.await("all services serve")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .failFast(
                        "a service has ended, the logs are in " + data,
                        () -> !processes.values().stream().allMatch(Process::isAlive))
                .until(() -> Counters.workers(this) == WORKERS
                        && Jdbc.query(
                                        this,
                                        "SELECT count(*) FROM system.runtime.nodes WHERE NOT coordinator AND state = 'active'")
                                .equals(List.of(List.of((long) WORKERS)))
                        && Jdbc.query(this, "SELECT count(*) FROM tpch.tiny.nation")
                                .equals(List.of(List.of(25L))));
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroy);
        for (Process process : processes.values()) {
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
