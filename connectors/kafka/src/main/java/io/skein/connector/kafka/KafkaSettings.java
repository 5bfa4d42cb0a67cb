package io.skein.connector.kafka;

import io.skein.connector.kafka.client.ClientSettings;
import io.skein.connector.kafka.client.KafkaFailures;
import io.skein.connector.kafka.registry.RegistrySettings;
import io.skein.connector.kafka.scan.ScanSettings;
import io.skein.connector.kafka.table.TableSettings;
import io.skein.connector.kafka.table.TableSettings.Supplier;
import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;

/** A catalog file. */
record KafkaSettings(
        KafkaFailures failures,
        ClientSettings client,
        TableSettings tables,
        ScanSettings scan,
        Optional<RegistrySettings> registry) {
    static KafkaSettings of(String catalog, CatalogProperties properties) {
        KafkaSettings settings = new KafkaSettings(
                new KafkaFailures(catalog, properties.required("kafka.nodes")),
                ClientSettings.of(catalog, properties),
                TableSettings.of(catalog, properties),
                ScanSettings.of(properties),
                RegistrySettings.of(properties));
        properties.end();
        if (settings.tables().supplier() == Supplier.CONFLUENT
                && settings.registry().isEmpty()) {
            throw new SkeinException(
                    StandardErrorCode.CONFIGURATION_INVALID,
                    "Catalog '" + catalog + "' needs the property 'kafka.confluent-schema-registry-url'");
        }
        return settings;
    }
}
