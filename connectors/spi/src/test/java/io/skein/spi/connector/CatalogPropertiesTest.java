package io.skein.spi.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CatalogPropertiesTest {
    @Test
    void readsWhatIsThereAndDefaultsForTheRest() {
        var properties = CatalogProperties.of(
                "c",
                Map.of(
                        "a.n", " 7 ", "a.size", "1.5MB", "a.unit", "seconds", "a.on", "TRUE", "a.name", "x", "s3.key",
                        "k"));

        assertThat(properties.integer("a.n", 1, 1, 8)).isEqualTo(7);
        assertThat(properties.integer("a.other", 3, 1, 8)).isEqualTo(3);
        assertThat(properties.bytes("a.size", 0)).isEqualTo(1_572_864);
        assertThat(properties.choice("a.unit", TimeUnit.DAYS)).isEqualTo(TimeUnit.SECONDS);
        assertThat(properties.flag("a.on", false)).isTrue();
        assertThat(properties.required("a.name")).isEqualTo("x");
        assertThat(properties.group("s3.")).containsExactly(Map.entry("key", "k"));
        properties.end();
    }

    @Test
    void namesTheUnknownKeyAndTheNearestKnownOne() {
        var properties = CatalogProperties.of("c", Map.of("tpch.splits-per-nod", "1"));
        properties.text("tpch.column-naming");
        properties.text("tpch.splits-per-node");

        refuses(
                properties::end,
                "Catalog 'c' has an unknown property 'tpch.splits-per-nod', did you mean 'tpch.splits-per-node'?");
    }

    @Test
    void namesTheKeyWithABadValue() {
        var properties = CatalogProperties.of("c", Map.of("n", "x", "m", "9", "size", "12 parsecs", "on", "maybe"));

        refuses(
                () -> properties.integer("n", 1, 1, 8),
                "Catalog 'c' has a bad value for 'n': 'x' is not an integer from 1 to 8");
        refuses(
                () -> properties.integer("m", 1, 1, 8),
                "Catalog 'c' has a bad value for 'm': '9' is not an integer from 1 to 8");
        refuses(
                () -> properties.bytes("size", 1),
                "Catalog 'c' has a bad value for 'size': '12 parsecs' is not a size such as 128MB");
        refuses(
                () -> properties.flag("on", true),
                "Catalog 'c' has a bad value for 'on': 'maybe' is not true or false");
        refuses(() -> properties.required("absent"), "Catalog 'c' needs the property 'absent'");
    }

    private static void refuses(Runnable action, String message) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        e -> assertThat(e.code()).isEqualTo(StandardErrorCode.CONFIGURATION_INVALID.code()))
                .hasMessage(message);
    }
}
