package io.skein.coordinator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several mistakes around window functions is told, and where. */
class WindowErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT sum(x) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES 'a') t(x)~TYPE_MISMATCH:"
                        + " line 1:30: Window frame of type RANGE PRECEDING or FOLLOWING requires that sort item type be numeric,"
                        + " datetime or interval (actual: varchar(1))",
                "SELECT x FROM (VALUES 1) t(x) WHERE row_number() OVER () = 1~EXPRESSION_NOT_SCALAR: line 1:58: WHERE clause cannot"
                        + " contain aggregations, window functions or grouping operations: [row_number() OVER ()]",
                "SELECT x FROM (VALUES 1) t(x) GROUP BY max(x) + 1~EXPRESSION_NOT_SCALAR: line 1:47: GROUP BY clause cannot contain"
                        + " aggregations, window functions or grouping operations: [max(x)]",
            })
    void areThoseOfTrino(String sql, String error, @TempDir Path directory) {
        try (LocalEngine engine = new LocalEngine(directory)) {
            assertThat(new StatementClient(engine).failure(sql)).isEqualTo(error);
        }
    }
}
