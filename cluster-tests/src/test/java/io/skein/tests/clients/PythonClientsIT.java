package io.skein.tests.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.clients.Programs.Outcome;
import io.skein.tests.server.Servers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts under {@code src/test/python}, each of which checks one library and ends with 0. Needs the Python that {@code ./skein test} sets up. */
@EnabledIfEnvironmentVariable(named = "SKEIN_TEST_PYTHON", matches = ".+")
class PythonClientsIT {
    @ParameterizedTest
    @ValueSource(strings = {"trino_client.py", "adbc_client.py", "flight_client.py", "sqlalchemy_client.py"})
    void theScriptSucceeds(String script) throws Exception {
        requireSuccess(script, Addresses.underTest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trino_client.py", "adbc_client.py", "flight_client.py", "sqlalchemy_client.py"})
    void theScriptSucceedsWithTwoWorkers(String script) throws Exception {
        requireSuccess(script, Addresses.of(Servers.cluster()));
    }

    private static void requireSuccess(String script, Addresses server) throws Exception {
        String python = Optional.ofNullable(System.getenv("SKEIN_TEST_PYTHON")).orElse("python3");
        Path path = Programs.ROOT.resolve("cluster-tests/src/test/python").resolve(script);

        Outcome outcome = Programs.run(python, path.toString(), server.http(), server.flight());

        assertThat(outcome.status()).as("%s\n%s", outcome.out(), outcome.err()).isZero();
    }
}
