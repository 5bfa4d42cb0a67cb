package io.skein.connector.iceberg.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.connector.iceberg.IcebergConnectorFactory;
import io.skein.spi.connector.Connector;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HiveSettingsTest {
    private static final String TYPE = "iceberg.catalog.type";
    private static final String URI = "hive.metastore.uri";

    @Test
    void theTypeIsAmongThoseThatThereAre() {
        assertInvalid(
                Map.of(TYPE, "hive"),
                "Catalog 'lake' has a bad value for 'iceberg.catalog.type': 'hive', there are hive_metastore, jdbc and rest");
    }

    @Test
    void badValuesAreRefusedByName() {
        assertInvalid(Map.of(TYPE, "hive_metastore"), "Catalog 'lake' needs the property 'hive.metastore.uri'");
        assertInvalid(
                Map.of(TYPE, "hive_metastore", URI, "http://127.0.0.1:9083"),
                "Catalog 'lake' has a bad value for 'hive.metastore.uri': 'http://127.0.0.1:9083' is not a list of addresses such as thrift://HOST:9083");
        assertInvalid(
                Map.of(TYPE, "hive_metastore", URI, "thrift://a:9083,thrift://b"),
                "Catalog 'lake' has a bad value for 'hive.metastore.uri': 'thrift://a:9083,thrift://b' is not a list of addresses such as thrift://HOST:9083");
        assertInvalid(
                Map.of(
                        TYPE,
                        "hive_metastore",
                        URI,
                        "thrift://a:9083",
                        "hive.metastore.thrift.client.read-timeout",
                        "x"),
                "Catalog 'lake' has a bad value for 'hive.metastore.thrift.client.read-timeout': 'x' is not a duration such as 30s");
    }

    @Test
    void allAddressesAreNamedWhenNoneAnswers() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        String uris = "thrift://127.0.0.1:" + closed + ", thrift://localhost:" + closed;
        try (Connector connector =
                new IcebergConnectorFactory().create("lake", Map.of(TYPE, "hive_metastore", URI, uris))) {
            assertThatThrownBy(() -> connector.metadata().schemas())
                    .isInstanceOf(SkeinException.class)
                    .hasMessageStartingWith("Failed connecting to Hive metastore: [127.0.0.1:" + closed + ", localhost:"
                            + closed + "]");
        }
    }

    private static void assertInvalid(Map<String, String> properties, String message) {
        assertThatThrownBy(() -> new IcebergConnectorFactory().create("lake", properties))
                .isInstanceOfSatisfying(
                        SkeinException.class,
                        failure -> assertThat(failure.code()).isEqualTo(StandardErrorCode.CONFIGURATION_INVALID.code()))
                .hasMessage(message);
    }
}
