package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.PoolSettings;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of the tests' own, from the system's packages; one for a test run, ended with it. */
final class LocalPostgres {
    static final String USER = "lab";
    static final String PASSWORD = "postgres-password-never-shown";

    private static @Nullable LocalPostgres shared;

    private final Path programs = programs();
    private final Path directory;
    private final int port = freePort();
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable Process server;

    private LocalPostgres() {
        try {
            // Readable by the user that the server runs as.
            directory = Files.createTempDirectory("skein-postgres");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static synchronized LocalPostgres shared() {
        if (shared == null) {
            LocalPostgres created = new LocalPostgres();
            created.initialize();
            created.start();
            Runtime.getRuntime().addShutdownHook(new Thread(created::end));
            shared = created;
        }
        return shared;
    }

    int port() {
        return port;
    }

    /** Makes an empty database. */
    String database() {
        String name = "lab" + databases.incrementAndGet();
        run("postgres", "CREATE DATABASE " + name + " TEMPLATE template0");
        return name;
    }

    /** A catalog of the database, with more entries or other values. */
    Connector connect(String database, Map<String, String> entries) {
        return new PostgresConnectorFactory().create("pg", properties(database, entries));
    }

    Map<String, String> properties(String database, Map<String, String> entries) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "connection-url",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                "connection-user",
                USER,
                "connection-password",
                PASSWORD));
        properties.putAll(entries);
        return properties;
    }

    /** Runs statements, and gives the last one's rows. */
    List<Row> run(String database, String statements) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase(database)
                .setUser(USER)
                .setPassword(PASSWORD);
        try (Database direct = new Database(
                new PostgresClient(options),
                PoolSettings.of(CatalogProperties.of("direct", Map.of())),
                new RemoteFailures("direct", "here", _ -> Optional.empty()))) {
            return direct.use(session -> {
                var rows = session.run(statements);
                while (rows.next() != null) {
                    rows = rows.next();
                }
                List<Row> list = new ArrayList<>();
                rows.forEach(list::add);
                return list;
            });
        }
    }

    /** Ends the server as a crash does. */
    void kill() {
        Process running = java.util.Objects.requireNonNull(server);
        Stream.concat(Stream.of(running.toHandle()), running.descendants())
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !running.isAlive());
    }

    /** Makes a certificate of its own authority, for the name localhost; the key is beside it. */
    Path certificate(String name) {
        Path file = directory.resolve(name + ".crt");
        try {
            command(asUser(List.of(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "rsa:2048",
                    "-nodes",
                    "-days",
                    "2",
                    "-subj",
                    "/CN=" + name,
                    "-addext",
                    "subjectAltName=DNS:localhost",
                    "-keyout",
                    directory.resolve(name + ".key").toString(),
                    "-out",
                    file.toString())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    /** From now on it speaks TLS with this certificate, to those who want it. */
    void secure(String name) {
        run("postgres", "ALTER SYSTEM SET ssl_cert_file = '" + directory.resolve(name + ".crt") + "'");
        run("postgres", "ALTER SYSTEM SET ssl_key_file = '" + directory.resolve(name + ".key") + "'");
        tls("on");
    }

    void expose() {
        tls("off");
    }

    private void tls(String state) {
        run("postgres", "ALTER SYSTEM SET ssl = " + state);
        run("postgres", "SELECT pg_reload_conf()");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> run("postgres", "SHOW ssl").getFirst().getString(0).equals(state));
    }

    private void initialize() {
        try {
            Path password = Files.writeString(directory.resolve("password"), PASSWORD);
            command(List.of("chmod", "-R", "a+rwX", directory.toString()));
            command(asUser(List.of(
                    programs.resolve("initdb").toString(),
                    "-D",
                    directory.resolve("data").toString(),
                    "-A",
                    "scram-sha-256",
                    "-U",
                    USER,
                    "--pwfile=" + password,
                    "--no-sync",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it, once more if it was there before. */
    void start() {
        try {
            Files.deleteIfExists(directory.resolve("data/postmaster.pid"));
            server = new ProcessBuilder(asUser(List.of(
                            programs.resolve("postgres").toString(),
                            "-D",
                            directory.resolve("data").toString(),
                            "-p",
                            String.valueOf(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=",
                            "-c",
                            "fsync=off")))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("server.log").toFile()))
                    .start();
            Awaitility.await("PostgreSQL is ready, see " + directory)
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> !run("postgres", "SELECT 1").isEmpty());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.sorted().reduce((_, newer) -> newer).orElseThrow().resolve("bin");
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL is not installed; ./skein test does it", e);
        }
    }

    /** The server refuses to be root's. */
    private static List<String> asUser(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> other = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        other.addAll(command);
        return other;
    }

    private void command(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed; see " + directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
