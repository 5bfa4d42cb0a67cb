package io.skein.tests.federation;

import io.skein.connector.kafka.KafkaConnectorFactory;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.testkit.ReadContract;
import java.util.HashMap;
import java.util.Map;

/** Kafka keeps the connectors' contract; the sample has keys, several formats and columns of all kinds. */
class KafkaContractIT extends ReadContract {
    @Override
    protected Connector connect() {
        Map<String, String> properties = new HashMap<>();
        KafkaTopics.catalog().forEach(line -> {
            int equals = line.indexOf('=');
            properties.put(line.substring(0, equals), line.substring(equals + 1));
        });
        properties.put("kafka.hide-internal-columns", "false");
        return new KafkaConnectorFactory().create("kafka", properties);
    }

    @Override
    protected SchemaTableName sample() {
        return new SchemaTableName("default", "json_orders");
    }
}
