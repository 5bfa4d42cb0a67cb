package io.skein.connector.kafka;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorFactory;
import java.util.Map;
import java.util.Set;

/** {@code connector.name=kafka}. It connects when it is first asked, so that a catalog can be made while its brokers are down. */
public final class KafkaConnectorFactory implements ConnectorFactory {
    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Set<String> secrets() {
        return Set.of(
                "kafka.ssl.keystore.password",
                "kafka.ssl.truststore.password",
                "kafka.ssl.key.password",
                "kafka.sasl.jaas.config",
                "kafka.confluent-schema-registry-password");
    }

    @Override
    public Connector create(String catalog, Map<String, String> properties) {
        return new KafkaConnector(KafkaSettings.of(catalog, CatalogProperties.of(catalog, properties)));
    }
}
