package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SET SESSION, RESET SESSION and SHOW SESSION. */
class SessionPropertiesTest {
    private LocalEngine engine;
    private StatementClient client;

    @BeforeEach
    void start(@TempDir Path directory) {
        engine = new LocalEngine(directory);
        client = new StatementClient(engine);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void everyListedPropertyTakesItsDefault() {
        List<List<?>> listed = client.rows("SHOW SESSION").stream()
                .<List<?>>map(row -> (List<?>) row)
                .toList();

        assertThat(listed).hasSizeGreaterThan(100);
        for (List<?> row : listed) {
            String value = Objects.toString(row.get(2));
            if (value.isEmpty()) {
                continue;
            }
            String written = switch (Objects.toString(row.get(3))) {
                case "varchar" -> "'" + value + "'";
                case "array(varchar)" -> "ARRAY" + value;
                default -> value;
            };
            client.done("SET SESSION " + row.get(0) + " = " + written);
            assertThat(client.rows("SHOW SESSION LIKE '" + row.get(0) + "'"))
                    .as("%s", row.get(0))
                    .contains(row);
            client.done("RESET SESSION " + row.get(0));
        }
    }

    @Test
    void catalogsHaveTheirOwn() {
        client.done("SET SESSION tpcds.splits_per_node = 3");

        assertThat(client.rows("SHOW SESSION LIKE 'tpcds.s%'"))
                .containsExactly(List.of(
                        "tpcds.splits_per_node", "3", "2", "integer", "Number of splits created for each node"));
        assertThat(client.failure("SET SESSION tpcds.nope = 3"))
                .isEqualTo("INVALID_SESSION_PROPERTY: line 1:1: Session property 'tpcds.nope' does not exist");
        assertThat(client.failure("SET SESSION nope.nope = 3"))
                .isEqualTo("CATALOG_NOT_FOUND: line 1:1: Catalog 'nope' not found");
        assertThat(client.failure("RESET SESSION a.b.c"))
                .isEqualTo("INVALID_SESSION_PROPERTY: line 1:1: Invalid session property 'a.b.c'");
    }

    @Test
    void aQueryHasItsOwn() {
        String recursion =
                "WITH RECURSIVE t(n) AS (VALUES 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT max(n) FROM t";

        assertThat(client.rows("WITH SESSION max_recursion_depth = 4, tpcds.splits_per_node = 3 " + recursion))
                .containsExactly(List.of(4L));
        assertThat(client.failure("WITH SESSION max_recursion_depth = 2 " + recursion))
                .startsWith("NOT_SUPPORTED: Recursion depth limit exceeded (2).");
        assertThat(client.rows("SHOW SESSION LIKE 'max_recursion_depth'")
                        .getFirst()
                        .toString())
                .startsWith("[max_recursion_depth, 10, 10, ");
        assertThat(client.failure("WITH SESSION nope = 1 SELECT 1"))
                .isEqualTo("INVALID_SESSION_PROPERTY: line 1:14: Session property 'nope' does not exist");
        assertThat(client.failure("WITH SESSION max_recursion_depth = 0 SELECT 1"))
                .isEqualTo("INVALID_SESSION_PROPERTY: line 1:36: max_recursion_depth must be equal or greater than 1");
        assertThat(client.failure("WITH SESSION max_recursion_depth = 1, max_recursion_depth = 2 SELECT 1"))
                .isEqualTo("INVALID_SESSION_PROPERTY: line 1:39: Session property 'max_recursion_depth' already set");
    }

    @Test
    void hiddenOnesAreSetButNotListed() {
        client.done("SET SESSION query_max_memory = '1GB'");

        assertThat(client.rows("SHOW SESSION LIKE 'query_max_memory'")).isEmpty();
    }

    @Test
    void valuesAreChecked() {
        assertThat(failure("task_concurrency = 3")).isEqualTo("line 1:32: task_concurrency must be a power of 2: 3");
        assertThat(failure("max_recursion_depth = 0"))
                .isEqualTo("line 1:35: max_recursion_depth must be equal or greater than 1");
        assertThat(failure("filter_conjunction_independence_factor = 2"))
                .isEqualTo("line 1:54: filter_conjunction_independence_factor must be in the range [0.00, 1.00]: 2.00");
        assertThat(failure("query_max_run_time = 'soon'"))
                .isEqualTo("line 1:34: duration is not a valid data duration string: soon");
        assertThat(failure("query_max_run_time = '3 weeks'")).isEqualTo("line 1:34: Unknown time unit: weeks");
        assertThat(failure("query_max_scan_physical_bytes = '3XB'")).isEqualTo("line 1:45: Unknown unit: XB");
        assertThat(failure("spill_enabled = 'true'"))
                .isEqualTo("Unable to set session property 'spill_enabled' to ''true'':"
                        + " Cannot cast type varchar(4) to boolean");
        assertThat(failure("spill_enabled = CAST(NULL AS boolean)"))
                .isEqualTo("Unable to set session property 'spill_enabled' to 'CAST(null AS boolean)':"
                        + " Session property value must not be null");
    }

    private String failure(String assignment) {
        return client.failure("SET SESSION " + assignment).replaceFirst("INVALID_SESSION_PROPERTY: ", "");
    }
}
