package io.skein.connector.kafka.write;

import io.skein.connector.kafka.client.Brokers;
import io.skein.connector.kafka.client.KafkaErrorCode;
import io.skein.connector.kafka.table.TopicTable;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSink;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends rows as messages within a transaction, which begins with the first row. */
final class TopicPageSink implements PageSink {
    private final Brokers brokers;
    private final TopicTable table;
    private final PartWriter keys;
    private final PartWriter messages;
    private @Nullable Producer<byte[], byte[]> producer;
    private volatile @Nullable Exception lost;

    TopicPageSink(Brokers brokers, TopicTable table, List<ColumnHandle> columns) {
        this.brokers = brokers;
        this.table = table;
        this.keys = new PartWriter(table.key(), columns);
        this.messages = new PartWriter(table.message(), columns);
    }

    @Override
    public void append(VectorSchemaRoot batch) {
        try {
            Producer<byte[], byte[]> open = producer();
            for (int row = 0; row < batch.getRowCount(); row++) {
                open.send(
                        new ProducerRecord<>(table.topic(), keys.bytes(batch, row), messages.bytes(batch, row)),
                        (_, failure) -> {
                            if (failure != null) {
                                lost = failure;
                            }
                        });
                if (lost != null) {
                    throw failure(lost);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_ARGUMENTS,
                    "Cannot insert into " + table.name() + ": " + e.getMessage(),
                    e);
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = brokers.producer("skein-" + UUID.randomUUID());
            producer = open;
            open.initTransactions();
            open.beginTransaction();
        }
        return open;
    }

    @Override
    public List<byte[]> finish() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            return List.of();
        }
        try {
            open.flush();
            if (lost != null) {
                throw failure(lost);
            }
            commit(open);
            open.close(Duration.ZERO);
            producer = null;
            return List.of();
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    private void commit(Producer<byte[], byte[]> open) {
        try {
            open.commitTransaction();
        } catch (TimeoutException e) {
            throw new SkeinException(
                    StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN,
                    "The rows for " + table.name() + " may have been written or not: "
                            + failure(e).getMessage(),
                    e);
        }
    }

    private SkeinException failure(Exception cause) {
        return brokers.failures()
                .of(KafkaErrorCode.KAFKA_PRODUCER_ERROR, "topic '" + table.topic() + "'", cause, brokers.timeout());
    }

    @Override
    public void abort() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            return;
        }
        producer = null;
        try {
            open.abortTransaction();
        } catch (KafkaException e) {
            // Brokers end it themselves when its time is over.
            System.getLogger(TopicPageSink.class.getName())
                    .log(System.Logger.Level.DEBUG, "A transaction was left to its brokers: {0}", e.getMessage());
        } finally {
            open.close(Duration.ZERO);
        }
    }
}
