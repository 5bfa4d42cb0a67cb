package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.coordinator.analyze.StatementPlanner;
import io.skein.coordinator.distribute.ClusterShape;
import io.skein.coordinator.distribute.FragmentedPlan;
import io.skein.coordinator.distribute.QueryPlanner;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.statement.ClientView;
import io.skein.coordinator.statement.SessionView;
import io.skein.coordinator.statement.StatementPlan;
import io.skein.spi.error.SkeinException;
import io.skein.spi.id.QueryId;
import java.io.IOException;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans for three workers give the rows that the same plans give as one fragment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DistributedPlansTest {
    private SimulatedCluster cluster;

    @BeforeAll
    void start() throws SQLException {
        cluster = new SimulatedCluster();
    }

    @AfterAll
    void stop() throws SQLException {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q-tpch",
                "q-joins",
                "q-subqueries",
                "q-aggregation",
                "q-windows",
                "q-setops",
                "q-match-recognize"
            })
    void rowsDoNotDependOnDistribution(String family) throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (ConformanceStatement statement :
                ConformanceStatement.read(ConformanceRun.files().resolve(family + ".jsonl"))) {
            if (statement.setup() || statement.answer().error() != null) {
                continue;
            }
            Optional<List<String>> single = rows(statement, "SINGLE", 1);
            if (single.isPresent()) {
                compared++;
                if (!single.equals(rows(statement, "FORCED", 3))) {
                    differences.add(statement.id());
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isPositive();
    }

    /** The rows as text, in order where the statement orders them; empty where it does not run, which is another test's matter. */
    private Optional<List<String>> rows(ConformanceStatement statement, String distribution, int workers) {
        SessionView session = new SessionView(
                new QueryId("20260101_000000_00000_aaaaa"),
                "test",
                Set.of(),
                Optional.of("tpch"),
                Optional.of("tiny"),
                ZoneOffset.UTC,
                Instant.EPOCH,
                Map.of("distribution", distribution),
                Map.of(),
                ClientView.plain("test"));
        try {
            StatementPlan plan = new StatementPlanner(cluster.metadata(), FunctionRegistry.standard())
                    .plan(statement.sql(), session);
            if (!(plan instanceof StatementPlan.Query query)) {
                return Optional.empty();
            }
            FragmentedPlan fragments =
                    new QueryPlanner(cluster.metadata()).plan(query.root(), session, new ClusterShape(workers));
            List<String> rows = new ArrayList<>();
            for (List<@Nullable Object> row : cluster.run(fragments)) {
                List<String> values = new ArrayList<>();
                for (Object value : row) {
                    values.add(text(value));
                }
                rows.add(values.toString());
            }
            if (!statement.ordered()) {
                rows.sort(null);
            }
            return Optional.of(rows);
        } catch (SkeinException | SQLException failure) {
            return Optional.empty();
        }
    }

    /** Sums of doubles differ in their last digits with the order of their terms. */
    private static String text(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> "null";
            case Double number -> String.format(Locale.ENGLISH, "%.9g", number);
            case Float number -> String.format(Locale.ENGLISH, "%.5g", number);
            case Array array -> texts((Object[]) array.getArray());
            case Struct struct -> texts(struct.getAttributes());
            case Map<?, ?> map ->
                new TreeMap<>(map.entrySet().stream()
                                .collect(Collectors.toMap(
                                        entry -> String.valueOf(entry.getKey()),
                                        entry -> String.valueOf(entry.getValue()))))
                        .toString();
            default -> value.toString();
        };
    }

    private static String texts(@Nullable Object[] values) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object value : Arrays.asList(values)) {
            texts.add(text(value));
        }
        return texts.toString();
    }
}
