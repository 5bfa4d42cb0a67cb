package io.skein.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.tests.server.Servers;
import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every family of statements standalone, and those about relational algebra on a cluster that is made to distribute; the full suite asks the cluster all of
 * them. {@code conformance/*.floors.properties} say how many statements of each family must pass; a floor is only ever raised. What failed is written to
 * {@code target/conformance}, beside the table of all scores.
 */
class ConformanceIT {
    private static final Path REPORTS = Path.of("target", "conformance");
    private static final ScoreTable SCORES = new ScoreTable();

    @TestFactory
    Stream<DynamicTest> standaloneAnswersAsTrino() throws IOException {
        return families("standalone", Servers::standalone, "AUTOMATIC");
    }

    @TestFactory
    Stream<DynamicTest> distributedClusterAnswersAsTrino() throws IOException {
        return families("cluster", Servers::cluster, "FORCED");
    }

    @Tag("full")
    @TestFactory
    Stream<DynamicTest> distributedClusterAnswersAllElseAsTrino() throws IOException {
        return families("cluster-full", Servers::cluster, "FORCED");
    }

    @AfterAll
    static void writeScores() throws IOException {
        Files.createDirectories(REPORTS);
        Files.writeString(REPORTS.resolve("scores.md"), SCORES.markdown(), StandardCharsets.UTF_8);
        System.out.println(SCORES.summary());
    }

    private static Stream<DynamicTest> families(String name, Supplier<SkeinProcess> server, String distribution)
            throws IOException {
        String column = name.replace("-full", "");
        return Floors.of(name)
                .families()
                .map(floor -> DynamicTest.dynamicTest(floor.family(), () -> {
                    RestSession session = new RestSession(server.get().httpAddress());
                    if (!distribution.equals("AUTOMATIC")) {
                        session.setProperty("distribution", distribution);
                    }
                    Family.Score score = Family.score(floor.family(), session);
                    report(column, score);
                    assertThat(score.passed())
                            .as(
                                    "%s passed %d of %d; failed:%n%s",
                                    floor.family(), score.passed(), score.total(), String.join("\n", score.failures()))
                            .isGreaterThanOrEqualTo(floor.passed());
                    assertThat(score.sameMessage())
                            .as("%s with the same messages", floor.family())
                            .isGreaterThanOrEqualTo(floor.sameMessage());
                }));
    }

    private static void report(String server, Family.Score score) throws IOException {
        Path directory = Files.createDirectories(REPORTS.resolve(server));
        Files.writeString(
                directory.resolve(score.family() + ".txt"),
                String.join("\n", score.failures()),
                StandardCharsets.UTF_8);
        SCORES.add(server, score);
        System.out.printf(
                "%-11s %-24s %4d of %4d  %5.1f %%, with messages %5.1f %%%n",
                server, score.family(), score.passed(), score.total(), score.percent(), score.strictPercent());
    }
}
