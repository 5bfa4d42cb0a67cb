package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.distribute.ClusterShape;
import io.skein.coordinator.distribute.QueryPlanner;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.statement.ClientView;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.id.QueryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The plans of TPC-H and TPC-DS at scale factor 100 on four workers are the ones in {@code src/test/resources/plans}. With {@code -Dskein.plans=rewrite}
 * the files are written anew, for a look at what a change of the optimizer does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenPlansTest {
    private static final Path ROOT = Path.of(System.getProperty("skein.root", System.getProperty("user.dir")));
    private static final Path PLANS = ROOT.resolve("coordinator-service/analyzer/src/test/resources/plans");
    private static final boolean REWRITE = System.getProperty("skein.plans", "").equals("rewrite");
    private static final int WORKERS = 4;

    private final LocalCatalogs catalogs = new LocalCatalogs();

    @AfterAll
    void close() {
        catalogs.close();
    }

    @TestFactory
    Stream<DynamicTest> tpch() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("bench/src/main/resources/tpch"))) {
            return files.sorted().toList().stream()
                    .map(file -> planned("tpch", file.getFileName().toString().replace(".sql", ""), read(file)));
        }
    }

    @TestFactory
    Stream<DynamicTest> tpcds() throws IOException {
        return ConformanceStatement.read(ConformanceRun.files().resolve("q-tpcds.jsonl")).stream()
                .filter(statement -> !statement.setup())
                .map(statement -> planned("tpcds", statement.id().replace("q-tpcds-", "q"), statement.sql()));
    }

    private DynamicTest planned(String catalog, String name, String sql) {
        return DynamicTest.dynamicTest(name, () -> {
            Path file = PLANS.resolve(catalog).resolve(name + ".txt");
            String outline = outline(catalog, sql);
            if (REWRITE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, outline);
            }
            assertThat(outline).isEqualTo(read(file));
        });
    }

    private String outline(String catalog, String sql) {
        SessionView session = new SessionView(
                new QueryId("20260101_000000_00000_aaaaa"),
                "test",
                Set.of(),
                Optional.of(catalog),
                Optional.of("sf100"),
                ZoneOffset.UTC,
                Instant.EPOCH,
                Map.of(),
                Map.of(),
                ClientView.plain("test"));
        StatementPlan.Query query =
                (StatementPlan.Query) new StatementPlanner(catalogs, FunctionRegistry.standard()).plan(sql, session);
        return PlanOutline.of(new QueryPlanner(catalogs).plan(query.root(), session, new ClusterShape(WORKERS)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("no file " + file, e);
        }
    }
}
