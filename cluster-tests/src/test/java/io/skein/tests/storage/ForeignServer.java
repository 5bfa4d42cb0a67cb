package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A program of others that the tests share: it starts when first asked for, and ends with the test run. */
final class ForeignServer {
    private static final Path SERVERS = SkeinProcess.ROOT.resolve("test-servers");
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    static final List<String> SMALL_JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow");

    private ForeignServer() {}

    /** A Java of the version that a server needs, from the system's packages. */
    static String java(int version) {
        try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
            return installed
                    .filter(directory -> directory.getFileName().toString().contains("-" + version + "-"))
                    .map(directory -> directory.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow()
                    .toString();
        } catch (IOException | NoSuchElementException e) {
            throw new IllegalStateException("Java " + version + " is not installed; ./skein test does it", e);
        }
    }

    /** A directory of the server's own. */
    static Path directory(String name) {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(SkeinProcess.ROOT.resolve("cluster-tests/target/servers")), name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The class path of a server that the build has brought. */
    static String libraries(String server) {
        return SERVERS.resolve(server).resolve("target/server") + "/*";
    }

    /**
     * Starts it and waits until it really works.
     *
     * @param works tries something; what it throws counts as not yet
     */
    static Process start(
            Path directory, List<String> command, Map<String, String> environment, Callable<Boolean> works) {
        try {
            Path log = directory.resolveSibling(directory.getFileName() + ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(new File("/dev/null"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            Awaitility.await(command.getLast() + " works")
                    .atMost(Duration.ofSeconds(180))
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("the server ended, its log is " + log, () -> !process.isAlive())
                    .ignoreExceptions()
                    .until(works);
            return process;
        } catch (IOException e) {
            throw new IllegalStateException("A server did not start", e);
        }
    }

    private static void stop(Process process) {
        List<ProcessHandle> all = process.descendants().toList();
        all.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
