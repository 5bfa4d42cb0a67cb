package io.skein.connector.kafka;

import io.skein.connector.kafka.client.Brokers;
import io.skein.connector.kafka.decode.Decoders;
import io.skein.connector.kafka.decode.WriterSchemas;
import io.skein.connector.kafka.registry.RegistryTables;
import io.skein.connector.kafka.registry.SchemaRegistry;
import io.skein.connector.kafka.scan.TopicPages;
import io.skein.connector.kafka.scan.TopicSplits;
import io.skein.connector.kafka.table.DefinitionFiles;
import io.skein.connector.kafka.table.TableDefinitions;
import io.skein.connector.kafka.table.TableSettings;
import io.skein.connector.kafka.table.TopicTables;
import io.skein.connector.kafka.write.KafkaWrite;
import io.skein.spi.connector.Connector;
import io.skein.spi.connector.ConnectorMetadata;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.ConnectorSplitManager;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.pushdown.ConnectorPushdown;
import java.util.Optional;

/** Ties the facets around one cluster's brokers. */
final class KafkaConnector implements Connector {
    private final KafkaSettings settings;
    private final Brokers brokers;
    private final TopicTables tables;
    private final Decoders decoders;

    KafkaConnector(KafkaSettings settings) {
        this.settings = settings;
        this.brokers = new Brokers(settings.client(), settings.failures());
        Optional<SchemaRegistry> registry =
                settings.registry().map(each -> new SchemaRegistry(each, settings.failures()));
        this.tables = new TopicTables(settings.tables(), definitions(registry), brokers);
        this.decoders = new Decoders(registry.<WriterSchemas>map(each -> each).orElse(WriterSchemas.NONE));
    }

    private TableDefinitions definitions(Optional<SchemaRegistry> registry) {
        TableSettings shared = settings.tables();
        return shared.supplier() == TableSettings.Supplier.CONFLUENT
                ? new RegistryTables(registry.orElseThrow(), shared)
                : new DefinitionFiles(
                        shared.descriptions(), shared.defaultSchema(), registry.isPresent(), settings.failures());
    }

    @Override
    public ConnectorMetadata metadata() {
        return new KafkaMetadata(tables, settings.scan());
    }

    @Override
    public ConnectorSplitManager splitManager() {
        return new TopicSplits(brokers, settings.scan());
    }

    @Override
    public Optional<ConnectorPageSourceProvider> pageSourceProvider() {
        return Optional.of(new TopicPages(brokers, decoders, settings.scan().prefix()));
    }

    @Override
    public Optional<ConnectorPushdown> pushdown() {
        return Optional.of(new KafkaPushdown());
    }

    @Override
    public Optional<ConnectorWrite> write() {
        return Optional.of(new KafkaWrite(brokers));
    }

    @Override
    public void close() {
        brokers.close();
    }
}
