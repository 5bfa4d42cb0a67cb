package io.skein.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every family of statements standalone, and those about relational algebra on a cluster that is made to distribute. {@code conformance/*.floors.properties}
 * say how many statements of each family must pass; a floor is only ever raised. What failed is written to {@code target/conformance}.
 */
class ConformanceIT {
    @TestFactory
    Stream<DynamicTest> standaloneAnswersAsTrino() throws IOException {
        return families("standalone", Servers::standalone, "AUTOMATIC");
    }

    @TestFactory
    Stream<DynamicTest> distributedClusterAnswersAsTrino() throws IOException {
        return families("cluster", Servers::cluster, "FORCED");
    }

    private static Stream<DynamicTest> families(String name, Supplier<SkeinProcess> server, String distribution)
            throws IOException {
        Properties floors = floors(name);
        return new TreeSet<>(floors.stringPropertyNames())
                .stream()
                        .map(family -> DynamicTest.dynamicTest(family, () -> {
                            RestSession session = new RestSession(server.get().httpAddress());
                            if (!distribution.equals("AUTOMATIC")) {
                                session.setProperty("distribution", distribution);
                            }
                            Family.Score score = Family.score(family, session);
                            report(name, score);
                            assertThat(score.passed())
                                    .as(
                                            "%s passed %d of %d; failed:%n%s",
                                            family, score.passed(), score.total(), String.join("\n", score.failures()))
                                    .isGreaterThanOrEqualTo(Integer.parseInt(floors.getProperty(family)));
                        }));
    }

    private static Properties floors(String name) throws IOException {
        Properties floors = new Properties();
        try (InputStream stream =
                ConformanceIT.class.getResourceAsStream("/conformance/" + name + ".floors.properties")) {
            floors.load(stream);
        }
        return floors;
    }

    private static void report(String server, Family.Score score) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "conformance", server));
        Files.writeString(
                directory.resolve(score.family() + ".txt"),
                String.join("\n", score.failures()),
                StandardCharsets.UTF_8);
        System.out.printf(
                "%-11s %-24s %4d of %4d  %5.1f %%%n",
                server, score.family(), score.passed(), score.total(), score.percent());
    }
}
