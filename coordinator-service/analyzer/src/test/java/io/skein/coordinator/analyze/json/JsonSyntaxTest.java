package io.skein.coordinator.analyze.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonSyntaxTest {
    @Test
    void valuesOfAllKindsAreJson() {
        assertThat(JsonSyntax.valid(" {\"a\": [1, -2.5e3, true, null, \"x\\\"y\"], \"b\": {}} "))
                .isTrue();
    }

    @Test
    void unfinishedOrTrailingTextIsNotJson() {
        assertThat(JsonSyntax.valid("{bad")).isFalse();
        assertThat(JsonSyntax.valid("1 2")).isFalse();
        assertThat(JsonSyntax.valid("")).isFalse();
        assertThat(JsonSyntax.valid("[1,]")).isFalse();
    }
}
