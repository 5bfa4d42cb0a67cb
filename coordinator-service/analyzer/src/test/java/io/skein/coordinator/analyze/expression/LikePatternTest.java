package io.skein.coordinator.analyze.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LikePatternTest {
    @Test
    void percentIsAnyTextAndUnderscoreOneCharacter() {
        LikePattern pattern = new LikePattern("s_1%", Optional.empty());
        assertThat(pattern.matches("sf1")).isTrue();
        assertThat(pattern.matches("sf100")).isTrue();
        assertThat(pattern.matches("f1")).isFalse();
    }

    @Test
    void escapedSignsStandForThemselves() {
        LikePattern pattern = new LikePattern("a#_b", Optional.of("#"));
        assertThat(pattern.matches("a_b")).isTrue();
        assertThat(pattern.matches("axb")).isFalse();
    }

    @Test
    void signsOfRegularExpressionsMeanNothing() {
        assertThat(new LikePattern("a.c", Optional.empty()).matches("abc")).isFalse();
    }

    @Test
    void escapeIsOneCharacter() {
        assertThatThrownBy(() -> new LikePattern("a", Optional.of("##")))
                .hasMessage("Escape string must be a single character");
    }
}
