package io.skein.connector.kafka.scan;

import io.skein.connector.kafka.client.Brokers;
import io.skein.connector.kafka.client.KafkaErrorCode;
import io.skein.connector.kafka.decode.Decoders;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.ConnectorPageSourceProvider;
import io.skein.spi.connector.PageSource;
import io.skein.spi.connector.Split;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Opens splits. */
public record TopicPages(Brokers brokers, Decoders decoders, String prefix) implements ConnectorPageSourceProvider {
    @Override
    public PageSource open(Split.PageSplit split, List<ColumnHandle> columns, BufferAllocator allocator) {
        TopicSplit decoded = TopicSplit.decode(split);
        try {
            return new TopicPageSource(brokers, decoded, decoders, prefix, columns, allocator);
        } catch (IllegalArgumentException e) {
            throw brokers.failures()
                    .failure(
                            KafkaErrorCode.KAFKA_SCHEMA_ERROR,
                            "table " + decoded.scan().table().name() + ": " + e.getMessage(),
                            e);
        }
    }
}
