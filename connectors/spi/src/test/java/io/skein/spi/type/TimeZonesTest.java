package io.skein.spi.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
    @ParameterizedTest
    @CsvSource({
        "UTC, UTC",
        "GMT, UTC",
        "Zulu, UTC",
        "Etc/UTC, UTC",
        "+00:00, UTC",
        "-00:00, UTC",
        "UTC+0, UTC",
        "Etc/GMT-0, UTC",
        "America/New_York, America/New_York",
        "+05:30, +05:30",
        "+5, +05:00",
        "-0330, -03:30",
        "UTC+3, +03:00",
        "GMT-07:30, -07:30",
        "Etc/GMT+5, Etc/GMT+5",
        "Etc/UTC+5, +05:00",
        "+14:00, +14:00"
    })
    void namesAreTrinos(String name, String shown) {
        assertThat(TimeZones.find(name)).map(TimeZones::name).contains(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"america/new_york", "Mars/Olympus", "+14:01", "+15:00", "GMT7", "UTC+25", "+01:00:30", ""})
    void otherNamesAreUnknown(String name) {
        assertThat(TimeZones.find(name)).isEmpty();
    }
}
