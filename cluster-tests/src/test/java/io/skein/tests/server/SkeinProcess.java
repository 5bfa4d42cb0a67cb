package io.skein.tests.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** One run of {@code ./skein start} or {@code ./skein cluster}; closing it sends SIGTERM and waits until every process of it has gone. */
public final class SkeinProcess implements SkeinServer, AutoCloseable {
    public static final Path ROOT =
            Path.of(System.getProperty("skein.root", ".")).toAbsolutePath();

    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(10_000 + ThreadLocalRandom.current().nextInt(9_000));

    private final Process process;
    private final int httpPort;
    private final int flightPort;
    private final Path log;
    private final Path data;

    private SkeinProcess(Process process, int httpPort, int flightPort, Path log, Path data) {
        this.process = process;
        this.httpPort = httpPort;
        this.flightPort = flightPort;
        this.log = log;
        this.data = data;
    }

    /** Starts {@code ./skein arguments...} on free ports with a new data directory and waits until it says that it is ready. */
    public static SkeinProcess start(String... arguments) {
        return start(Map.of(), arguments);
    }

    /** The same with more variables in the environment. */
    public static SkeinProcess start(Map<String, String> environment, String... arguments) {
        try {
            Path servers = Files.createDirectories(ROOT.resolve("cluster-tests/target/servers"));
            Path data = Files.createTempDirectory(servers, "data");
            Path log = Files.createTempFile(servers, "server", ".log");
            int httpPort = freePort();
            int flightPort = freePort();
            List<String> command = new ArrayList<>(List.of(ROOT.resolve("skein").toString()));
            command.addAll(List.of(arguments));
            command.addAll(List.of(
                    "--http-port",
                    Integer.toString(httpPort),
                    "--flight-port",
                    Integer.toString(flightPort),
                    "--data",
                    data.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
            builder.environment().put("SKEIN_NO_BUILD", "1");
            builder.environment().putAll(environment);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.redirectErrorStream(true).redirectOutput(log.toFile()).redirectInput(new File("/dev/null"));
            SkeinProcess server = new SkeinProcess(builder.start(), httpPort, flightPort, log, data);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("Skein did not start", e);
        }
    }

    @Override
    public String httpAddress() {
        return "http://127.0.0.1:" + httpPort;
    }

    public String flightAddress() {
        return "127.0.0.1:" + flightPort;
    }

    public Path dataDirectory() {
        return data;
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    /** The processes below the command, for tests that kill one. */
    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                throw new IllegalStateException("Skein did not stop within 30 s of SIGTERM\n" + log());
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() {
        Awaitility.await("Skein is ready")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("Skein ended while starting:\n" + log());
                    }
                    return log().contains("Skein is ready");
                });
    }

    /** Below the ports that the system gives to outgoing connections: one of them could take the port before the server does. */
    public static int freePort() {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                System.getLogger(SkeinProcess.class.getName())
                        .log(System.Logger.Level.DEBUG, "Port {0} is taken", Integer.toString(port));
            }
        }
    }
}
