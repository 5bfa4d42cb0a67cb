package io.skein.spi.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Durations and sizes, as users write them and as they are told. */
class MeasuresTest {
    @Test
    void sizesAreTakenAndToldInTheirUnits() {
        assertThat(DataSizes.parse("1.5kB")).contains(1536L);
        assertThat(DataSizes.parse("99999999PB")).contains(Long.MAX_VALUE);
        assertThat(DataSizes.parse("1KB")).isEmpty();
        assertThat(DataSizes.parse("-1B")).isEmpty();
        for (String text : List.of("0B", "7B", "1kB", "1025kB", "100MB", "2PB", "2048PB")) {
            assertThat(DataSizes.text(DataSizes.parse(text).orElseThrow())).isEqualTo(text);
        }
    }

    @Test
    void durationsAreToldInTheirLargestExactUnit() {
        for (String text : List.of("0s", "7d", "36h", "90m", "1s", "1500ms", "3ns")) {
            assertThat(Durations.text(Durations.parse(text).orElseThrow())).isEqualTo(text);
        }
        assertThat(Durations.text(Duration.ofHours(48))).isEqualTo("2d");
    }
}
