package io.skein.tests.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.SkeinProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The script in which Skein and PyIceberg read what the other writes. */
final class PyIceberg {
    private static final int PATIENCE_SECONDS = 180;

    private PyIceberg() {}

    /**
     * Runs it.
     *
     * @param catalog of the server
     * @param type what PyIceberg calls its kind
     * @param uri at which PyIceberg reaches the same catalog
     */
    static void exchange(SkeinProcess server, String catalog, String type, String uri) throws Exception {
        String python = Optional.ofNullable(System.getenv("SKEIN_TEST_PYTHON")).orElse("python3");
        Path output = Files.createTempFile(ForeignServer.directory("pyiceberg"), "script", ".out");
        Process script = new ProcessBuilder(
                        python,
                        SkeinProcess.ROOT
                                .resolve("cluster-tests/src/test/python/pyiceberg_client.py")
                                .toString(),
                        server.httpAddress(),
                        catalog,
                        type,
                        uri,
                        S3Server.shared().endpoint(),
                        S3Server.ACCESS_KEY,
                        S3Server.SECRET_KEY)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).as(Files.readString(output)).isZero();
    }
}
