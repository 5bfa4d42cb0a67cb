package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MariaDB from the system's packages; one for a test run. */
public final class MariaDbServer {
    public static final String USER = "catalogs";
    public static final String PASSWORD = "mariadb-password-never-shown";

    private static @Nullable MariaDbServer shared;

    private final int port = SkeinProcess.freePort();
    private final Path directory = ForeignServer.directory("mariadb");
    private final Path data = directory.resolve("data");
    private final Path socket = directory.resolve("socket");

    private MariaDbServer() {}

    public static synchronized MariaDbServer shared() {
        if (shared == null) {
            MariaDbServer server = new MariaDbServer();
            server.start();
            shared = server;
        }
        return shared;
    }

    private void start() {
        run(List.of("chmod", "a+rwX", directory.toString()));
        run(List.of(
                program("mariadb-install-db"),
                "--no-defaults",
                "--user=" + systemUser(),
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        ForeignServer.start(
                directory,
                List.of(
                        program("mariadbd"),
                        "--no-defaults",
                        "--user=" + systemUser(),
                        "--datadir=" + data,
                        "--socket=" + socket,
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--innodb-buffer-pool-size=64M",
                        "--innodb-flush-log-at-trx-commit=0"),
                Map.of(),
                () -> tell("SELECT 1") == 0);
        execute("CREATE USER " + USER + "@'127.0.0.1' IDENTIFIED BY '" + PASSWORD + "'; GRANT ALL ON *.* TO " + USER
                + "@'127.0.0.1'");
    }

    /** Runs statements, which must succeed. */
    public void execute(String statements) {
        if (tell(statements) != 0) {
            throw new IllegalStateException(statements + " failed; see " + directory);
        }
    }

    public String url(String kind) {
        return "jdbc:" + kind + "://127.0.0.1:" + port;
    }

    private int tell(String statements) {
        try {
            Path script = Files.writeString(directory.resolve("statements.sql"), statements);
            return run(
                    List.of(
                            program("mariadb"),
                            "--no-defaults",
                            "--user=root",
                            "--default-character-set=utf8mb4",
                            "--socket=" + socket),
                    script);
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

    private void run(List<String> command) {
        if (run(command, Path.of("/dev/null")) != 0) {
            throw new IllegalStateException(command + " failed; see " + directory);
        }
    }

    private int run(List<String> command, Path input) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(input.toFile())
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
}
