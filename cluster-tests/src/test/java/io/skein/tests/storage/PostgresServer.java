package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** PostgreSQL from the system's packages, with a database for catalogs. */
public final class PostgresServer {
    public static final String USER = "catalogs";
    public static final String PASSWORD = "postgres-password-never-shown";

    private static @Nullable PostgresServer shared;

    private final int port;
    private final Path programs = programs();
    private final Path directory = ForeignServer.directory("postgres");
    private final Path data = directory.resolve("data");

    private PostgresServer(int port) {
        this.port = port;
    }

    public static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = own();
        }
        return shared;
    }

    /** One for a test that ends it. */
    public static PostgresServer own() {
        PostgresServer server = new PostgresServer(SkeinProcess.freePort());
        server.initialize();
        server.start(() -> server.tell("postgres", "-c", "CREATE DATABASE catalogs") == 0);
        return server;
    }

    private static Path programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.sorted().reduce((_, newer) -> newer).orElseThrow().resolve("bin");
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL is not installed; ./skein test does it", e);
        }
    }

    private void initialize() {
        try {
            Path password = Files.writeString(directory.resolve("password"), PASSWORD);
            run(List.of("chmod", "-R", "a+rwX", directory.toString()));
            run(asUser(List.of(
                    programs.resolve("initdb").toString(),
                    "-D",
                    data.toString(),
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
            throw new IllegalStateException("PostgreSQL did not start", e);
        }
    }

    private void start(Callable<Boolean> works) {
        List<String> server = List.of(
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off");
        ForeignServer.start(directory, asUser(server), Map.of(), works);
    }

    /** Ends the server as a crash does. */
    public void kill() {
        try {
            Path file = data.resolve("postmaster.pid");
            ProcessHandle server = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                    .orElseThrow();
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(server), server.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
            Files.delete(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server again. */
    public void restart() {
        start(() -> tell("postgres", "-c", "SELECT 1") == 0);
    }

    /** Runs statements, which must succeed. */
    public void execute(String database, String statements) {
        if (tell(database, "-q", "-v", "ON_ERROR_STOP=1", "-c", statements) != 0) {
            throw new IllegalStateException(statements + " failed; see " + directory);
        }
    }

    /** Whether the query has rows. */
    public boolean any(String database, String query) {
        return tell(database, "-q", "-v", "ON_ERROR_STOP=1", "-c", "SELECT 1 / count(*) FROM (" + query + ") AS q")
                == 0;
    }

    /** Makes one more database, and says where it is. */
    public String database(String name) {
        execute("postgres", "CREATE DATABASE " + name);
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** Makes one more database by the statements in the file, and says where it is. */
    String database(String name, Path statements) {
        String url = database(name);
        if (tell(name, "-q", "-v", "ON_ERROR_STOP=1", "-f", statements.toString()) != 0) {
            throw new IllegalStateException("The database " + name + " was not made; see " + directory);
        }
        return url;
    }

    private int tell(String database, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("psql").toString(),
                "postgresql://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port + "/" + database));
        command.addAll(List.of(arguments));
        return run(command);
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

    private int run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("commands.log").toFile()))
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("does not end: " + command);
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A catalog's lines for tables listed here. */
    List<String> properties(String warehouse) {
        return List.of(
                "iceberg.catalog.type=jdbc",
                "iceberg.jdbc-catalog.default-warehouse-dir=" + warehouse,
                "iceberg.jdbc-catalog.driver-class=org.postgresql.Driver",
                "iceberg.jdbc-catalog.connection-url=jdbc:postgresql://127.0.0.1:" + port + "/catalogs",
                "iceberg.jdbc-catalog.connection-user=" + USER,
                "iceberg.jdbc-catalog.connection-password=" + PASSWORD);
    }
}
