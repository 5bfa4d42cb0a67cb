package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {
    private static final TimeLimits MOST = new TimeLimits(Duration.ofDays(100), Duration.ofHours(1));

    @Test
    void theSessionMayAskForLess() {
        TimeLimits limits =
                TimeLimits.of(Map.of("query_max_run_time", "1.5s", "query_max_execution_time", "20ms"), MOST);
        assertThat(limits).isEqualTo(new TimeLimits(Duration.ofMillis(1500), Duration.ofMillis(20)));
    }

    @Test
    void theSessionCannotAskForMore() {
        assertThat(TimeLimits.of(Map.of("query_max_execution_time", "3d"), MOST))
                .isEqualTo(MOST);
    }

    @Test
    void whatIsNoDurationIsRefused() {
        assertThatThrownBy(() -> TimeLimits.of(Map.of("query_max_run_time", "soon"), MOST))
                .hasMessage("query_max_run_time is invalid: 'soon' is not a duration");
    }

    @Test
    void theMessageNamesTheLimit() {
        assertThat(new TimeLimits(Duration.ofSeconds(1), Duration.ofHours(1)).runExceeded())
                .hasMessage("Query exceeded the maximum run time limit of 1.00s");
        assertThat(new TimeLimits(Duration.ofSeconds(1), Duration.ofMillis(90_000)).executionExceeded())
                .hasMessage("Query exceeded the maximum execution time limit of 1.50m");
    }
}
