package io.skein.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.testkit.FactoryContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresFactoryTest extends FactoryContract {
    @Override
    protected String name() {
        return "postgresql";
    }

    @Override
    protected Map<String, String> properties() {
        return LocalPostgres.shared().properties("postgres", Map.of());
    }

    @Override
    protected Map.Entry<String, String> mistyped() {
        return Map.entry("connection-pasword", "connection-password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:mysql://127.0.0.1/lab",
                "postgresql://127.0.0.1/lab",
                "jdbc:postgresql://127.0.0.1",
                "jdbc:postgresql://127.0.0.1:99999/lab",
                "jdbc:postgresql://127.0.0.1/lab?sslmode=perhaps",
                "jdbc:postgresql://127.0.0.1/lab?sslmode=verify-full",
                "jdbc:postgresql://127.0.0.1/lab?password=x"
            })
    void refusesWhatIsNoUrl(String url) {
        Map<String, String> properties = LocalPostgres.shared().properties("postgres", Map.of("connection-url", url));

        assertThatThrownBy(() -> factory().create("some_catalog", properties))
                .hasMessageStartingWith("Catalog 'some_catalog' ")
                .hasMessageContaining("'connection-url'");
    }

    @Test
    void wantsAUser() {
        Map<String, String> properties = LocalPostgres.shared().properties("postgres", Map.of("connection-user", ""));

        assertThatThrownBy(() -> factory().create("some_catalog", properties))
                .hasMessage("Catalog 'some_catalog' needs the property 'connection-user'");
    }

    @Test
    void thePasswordIsASecret() {
        assertThat(factory().secrets()).containsExactly("connection-password");
    }
}
