package io.skein.coordinator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import org.junit.jupiter.api.Test;

class LocatedTest {
    @Test
    void thePlaceIsWrittenOnceInFrontOfTheMessage() {
        SkeinException once = Located.of(new SkeinException(
                StandardErrorCode.COLUMN_NOT_FOUND, new Location(2, 8), "Column 'nope' cannot be resolved"));
        assertThat(once).hasMessage("line 2:8: Column 'nope' cannot be resolved");
        assertThat(once.location()).contains(new Location(2, 8));
        assertThat(Located.of(once)).isSameAs(once);
    }

    @Test
    void anErrorWithoutPlaceIsLeftAlone() {
        SkeinException failure = new SkeinException(StandardErrorCode.DIVISION_BY_ZERO, "Division by zero");
        assertThat(Located.of(failure)).isSameAs(failure);
    }
}
