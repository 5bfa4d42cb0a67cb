package io.skein.connector.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameMatchingTest {
    @Test
    void findsTheSameLetters() {
        assertThat(NameMatching.EXACT.find("a", List.of("A", "a", "b"))).contains("a");
        assertThat(NameMatching.EXACT.find("a", List.of("A"))).isEmpty();
        assertThat(NameMatching.CASE_INSENSITIVE.find("a", List.of("A", "b"))).contains("A");
        assertThatThrownBy(() -> NameMatching.CASE_INSENSITIVE.find("a", List.of("A", "a")))
                .hasMessage("Ambiguous name: a stands for each of A, a");
    }
}
