package io.skein.connector.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.Connector;
import io.skein.spi.testkit.FactoryContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbFactoryTest extends FactoryContract {
    @Override
    protected String name() {
        return "mariadb";
    }

    @Override
    protected Map<String, String> properties() {
        return LocalMariaDb.shared().properties(Map.of());
    }

    @Override
    protected Map.Entry<String, String> mistyped() {
        return Map.entry("connection-pasword", "connection-password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:postgresql://127.0.0.1/lab",
                "jdbc:mysql://127.0.0.1",
                "mariadb://127.0.0.1",
                "jdbc:mariadb://127.0.0.1/lab",
                "jdbc:mariadb://127.0.0.1:99999",
                "jdbc:mariadb://127.0.0.1?sslMode=perhaps",
                "jdbc:mariadb://127.0.0.1?sslMode=verify-full",
                "jdbc:mariadb://127.0.0.1?password=x"
            })
    void refusesWhatIsNoUrl(String url) {
        Map<String, String> properties = LocalMariaDb.shared().properties(Map.of("connection-url", url));

        assertThatThrownBy(() -> factory().create("some_catalog", properties))
                .hasMessageStartingWith("Catalog 'some_catalog' ")
                .hasMessageContaining("'connection-url'");
    }

    @Test
    void wantsAUser() {
        Map<String, String> properties = LocalMariaDb.shared().properties(Map.of("connection-user", ""));

        assertThatThrownBy(() -> factory().create("some_catalog", properties))
                .hasMessage("Catalog 'some_catalog' needs the property 'connection-user'");
    }

    @Test
    void hasMySqlsNamesAsWell() {
        LocalMariaDb server = LocalMariaDb.shared();
        Map<String, String> properties = server.properties(
                Map.of("connection-url", "jdbc:mysql://127.0.0.1:" + server.port(), "mysql.scan-splits", "2"));

        try (Connector connector = new MySqlConnectorFactory().create("some_catalog", properties)) {
            assertThat(connector.metadata().schemas()).doesNotContain("mysql");
        }
        assertThatThrownBy(() -> factory().create("some_catalog", properties))
                .hasMessageContaining("it is not jdbc:mariadb://host:port");
    }
}
