package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryIdsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2024-02-29T23:59:58Z"));
    private final QueryIds ids = new QueryIds(clock, new Random(7));

    @Test
    void anIdHasTimeCounterAndCoordinator() {
        assertThat(ids.next().value()).matches("20240229_235958_00000_[a-km-z2-9]{5}");
        assertThat(ids.next().value()).matches("20240229_235958_00001_[a-km-z2-9]{5}");
    }

    @Test
    void theCounterStartsAgainEachDay() {
        ids.next();
        clock.advance(Duration.ofSeconds(3));
        assertThat(ids.next().value()).startsWith("20240301_000001_00000_");
    }

    @Test
    void theLastPartNamesTheCoordinator() {
        String first = ids.next().value();
        String second = ids.next().value();
        assertThat(second.substring(second.length() - 5)).isEqualTo(first.substring(first.length() - 5));
        assertThat(new QueryIds(clock, new Random(8)).next().value().substring(22))
                .isNotEqualTo(first.substring(22));
    }
}
