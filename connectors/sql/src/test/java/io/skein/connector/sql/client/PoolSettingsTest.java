package io.skein.connector.sql.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skein.spi.connector.CatalogProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolSettingsTest {
    private static PoolSettings of(int connections) {
        return PoolSettings.of(
                CatalogProperties.of("db", Map.of("connection-pool.max-size", String.valueOf(connections))));
    }

    @Test
    void processesHaveEqualShares() {
        assertThat(of(30).among("db", 1).maximum()).isEqualTo(30);
        assertThat(of(30).among("db", 3).maximum()).isEqualTo(10);
        assertThat(of(5).among("db", 3).maximum()).isEqualTo(1);
        assertThat(of(30).among("db", 3).sizes())
                .isEqualTo("connection-pool.max-size is 30, of which this process has 10");
    }

    @Test
    void aProcessWithoutAConnectionIsOneTooMany() {
        assertThatThrownBy(() -> of(2).among("db", 3))
                .hasMessage(
                        "Catalog 'db' has a bad value for 'connection-pool.max-size': 2 connections are not enough for the"
                                + " catalog service and 2 workers");
    }
}
