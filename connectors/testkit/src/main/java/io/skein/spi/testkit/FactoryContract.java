package io.skein.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.ConnectorFactory;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What every connector factory has to keep. */
public abstract class FactoryContract {
    /** The {@code connector.name}. */
    protected abstract String name();

    /** Entries that make a working connector. */
    protected abstract Map<String, String> properties();

    /** A known key with one letter wrong, and the key. */
    protected abstract Map.Entry<String, String> mistyped();

    @Test
    void isFoundByItsName() {
        assertThat(factory().name()).isEqualTo(name());
    }

    @Test
    void makesAConnector() {
        try (var connector = factory().create("some_catalog", properties())) {
            assertThat(connector.metadata().schemas()).isNotNull();
        }
    }

    @Test
    void refusesAMistypedKeyAndNamesTheRightOne() {
        Map<String, String> properties = new HashMap<>(properties());
        properties.put(mistyped().getKey(), "1");

        assertThatThrownBy(() -> factory().create("some_catalog", properties))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        e -> assertThat(e.code()).isEqualTo(StandardErrorCode.CONFIGURATION_INVALID.code()))
                .hasMessage(
                        "Catalog 'some_catalog' has an unknown property '%s', did you mean '%s'?",
                        mistyped().getKey(), mistyped().getValue());
    }

    protected final ConnectorFactory factory() {
        return ServiceLoader.load(ConnectorFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.name().equals(name()))
                .findFirst()
                .orElseThrow();
    }
}
