package io.skein.connector.iceberg.nessie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.IcebergConnectorFactory;
import io.skein.connector.iceberg.IcebergErrorCode;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.skein.spi.error.SkeinException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class NessieSettingsTest {
    private static final Map<String, String> PROPERTIES = Map.of(
            "iceberg.catalog.type",
            "nessie",
            "iceberg.nessie-catalog.uri",
            "http://127.0.0.1:1/api/v2",
            "iceberg.nessie-catalog.default-warehouse-dir",
            "/warehouse");

    @Test
    void whatIsNotSaidIsAsInTrino() {
        NessieSettings settings =
                NessieSettings.parse(CatalogProperties.of("lake", PROPERTIES), UnaryOperator.identity());

        assertThat(settings.reference()).isEqualTo("main");
        assertThat(settings.warehouse()).isEqualTo("/warehouse");
        assertThat(settings.client())
                .containsOnly(
                        Map.entry("nessie.uri", "http://127.0.0.1:1/api/v2"),
                        Map.entry("nessie.transport.connect-timeout", "5000"),
                        Map.entry("nessie.transport.read-timeout", "25000"),
                        Map.entry("nessie.transport.disable-compression", "false"));
    }

    @Test
    void badValuesAreRefusedByName() {
        assertInvalid(
                without("iceberg.nessie-catalog.uri"),
                "Catalog 'lake' needs the property 'iceberg.nessie-catalog.uri'");
        assertInvalid(
                without("iceberg.nessie-catalog.default-warehouse-dir"),
                "Catalog 'lake' needs the property 'iceberg.nessie-catalog.default-warehouse-dir'");
        Map<String, String> tokenless = new HashMap<>(PROPERTIES);
        tokenless.put("iceberg.nessie-catalog.authentication.type", "BEARER");
        assertInvalid(tokenless, "Catalog 'lake' needs the property 'iceberg.nessie-catalog.authentication.token'");
    }

    @Test
    void aServiceThatIsNotThereIsNamed() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Map<String, String> properties = new HashMap<>(PROPERTIES);
        properties.put("iceberg.nessie-catalog.uri", "http://127.0.0.1:" + closed + "/api/v2");
        try (Connector connector = new IcebergConnectorFactory().create("lake", properties)) {
            assertThatThrownBy(() -> connector.metadata().schemas())
                    .isInstanceOfSatisfying(
                            SkeinException.class,
                            failure ->
                                    assertThat(failure.code()).isEqualTo(IcebergErrorCode.ICEBERG_CATALOG_ERROR.code()))
                    .hasMessageContaining("http://127.0.0.1:" + closed + "/api/v2");
        }
    }

    private static Map<String, String> without(String key) {
        Map<String, String> properties = new HashMap<>(PROPERTIES);
        properties.remove(key);
        return properties;
    }

    private static void assertInvalid(Map<String, String> properties, String message) {
        assertThatThrownBy(() -> new IcebergConnectorFactory().create("lake", properties))
                .hasMessage(message);
    }
}
