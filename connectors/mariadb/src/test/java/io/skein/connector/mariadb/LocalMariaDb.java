package io.skein.connector.mariadb;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.PoolSettings;
import io.skein.connector.sql.client.RemoteFailures;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A MariaDB of the tests' own, from the system's packages; one for a test run, ended with it. */
final class LocalMariaDb {
    static final String USER = "lab";
    static final String PASSWORD = "mariadb-password-never-shown";

    private static @Nullable LocalMariaDb shared;

    private final Path directory;
    private final int port = freePort();
    private final AtomicInteger databases = new AtomicInteger();
    private final ServerCertificate certificate;
    private @Nullable Process server;

    private LocalMariaDb() {
        try {
            // Readable by the user that the server runs as.
            directory = Files.createTempDirectory("skein-mariadb");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        certificate = ServerCertificate.create(directory);
    }

    static synchronized LocalMariaDb shared() {
        if (shared == null) {
            LocalMariaDb created = new LocalMariaDb();
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

    /** What clients trust. */
    Path certificate() {
        return certificate.certificate();
    }

    /** Makes an empty database. */
    String database() {
        String name = "lab" + databases.incrementAndGet();
        run("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        return name;
    }

    /** A catalog of the server, with more entries or other values. */
    Connector connect(Map<String, String> entries) {
        return new MariaDbConnectorFactory().create("maria", properties(entries));
    }

    Map<String, String> properties(Map<String, String> entries) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "connection-url",
                "jdbc:mariadb://127.0.0.1:" + port,
                "connection-user",
                USER,
                "connection-password",
                PASSWORD));
        properties.putAll(entries);
        return properties;
    }

    /** Runs statements, and gives the last one's rows. */
    List<Row> run(String statements) {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase("")
                .setUser(USER)
                .setPassword(PASSWORD)
                .setCharacterEncoding("UTF-8");
        try (Database direct = new Database(
                new MariaDbClient(options),
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
        Process running = Objects.requireNonNull(server);
        Stream.concat(Stream.of(running.toHandle()), running.descendants())
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !running.isAlive());
    }

    private void initialize() {
        try {
            // The server's bootstrap reads a statement from each line.
            Path users = Files.writeString(
                    directory.resolve("users.sql"),
                    "FLUSH PRIVILEGES;\nCREATE USER " + USER + "@'127.0.0.1' IDENTIFIED BY '" + PASSWORD
                            + "';\nGRANT ALL ON *.* TO " + USER + "@'127.0.0.1' WITH GRANT OPTION;\n");
            command(List.of("chmod", "-R", "a+rwX", directory.toString()), Optional.empty());
            command(
                    List.of(
                            program("mariadb-install-db"),
                            "--no-defaults",
                            "--user=" + systemUser(),
                            "--datadir=" + directory.resolve("data"),
                            "--auth-root-authentication-method=normal",
                            "--skip-test-db"),
                    Optional.empty());
            command(
                    List.of(
                            program("mariadbd"),
                            "--no-defaults",
                            "--user=" + systemUser(),
                            "--datadir=" + directory.resolve("data"),
                            "--bootstrap"),
                    Optional.of(users));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it, once more if it was there before. */
    void start() {
        try {
            server = new ProcessBuilder(
                            program("mariadbd"),
                            "--no-defaults",
                            "--user=" + systemUser(),
                            "--datadir=" + directory.resolve("data"),
                            "--socket=" + directory.resolve("socket"),
                            "--bind-address=127.0.0.1",
                            "--port=" + port,
                            "--skip-name-resolve",
                            "--ssl-cert=" + certificate.certificate(),
                            "--ssl-key=" + certificate.key(),
                            "--innodb-buffer-pool-size=64M",
                            "--innodb-flush-log-at-trx-commit=0")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("server.log").toFile()))
                    .start();
            Awaitility.await("MariaDB is ready, see " + directory)
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> !run("SELECT 1").isEmpty());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String program(String name) {
        return Stream.of("/usr/sbin", "/usr/bin")
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("MariaDB is not installed; ./skein test does it"))
                .toString();
    }

    /** The server refuses to be root's. */
    private static String systemUser() {
        String user = System.getProperty("user.name");
        return user.equals("root") ? "mysql" : user;
    }

    private void command(List<String> command, Optional<Path> input) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(input.map(file -> ProcessBuilder.Redirect.from(file.toFile()))
                        .orElse(ProcessBuilder.Redirect.PIPE))
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
