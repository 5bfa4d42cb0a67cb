package io.skein.connector.kafka.scan;

import io.skein.connector.kafka.client.Brokers;
import io.skein.connector.kafka.client.KafkaErrorCode;
import io.skein.connector.kafka.decode.Decoders;
import io.skein.spi.connector.ColumnHandle;
import io.skein.spi.connector.PageSource;
import io.skein.spi.error.SkeinException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a split: a batch for each poll, until there are as many rows as are enough. The consumer fetches a few megabytes ahead, whatever the split's size. Messages that were deleted since the split
 * was made are not there; that brokers are silent for longer than the catalog's limit is a failure.
 */
final class TopicPageSource implements PageSource {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Brokers brokers;
    private final TopicSplit split;
    private final TopicPartition partition;
    private final RecordWriter writer;
    private final VectorSchemaRoot root;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean canceled;
    private boolean ended;
    private long left;
    private long bytes;

    TopicPageSource(
            Brokers brokers,
            TopicSplit split,
            Decoders decoders,
            String prefix,
            List<ColumnHandle> columns,
            BufferAllocator allocator) {
        this.brokers = brokers;
        this.split = split;
        this.partition =
                new TopicPartition(split.scan().table().topic(), split.offsets().partition());
        this.left = split.scan().limit().orElse(Long.MAX_VALUE);
        this.writer = new RecordWriter(split.scan().table(), decoders, prefix, columns);
        this.root = VectorSchemaRoot.create(ColumnHandle.schema(columns), allocator);
    }

    @Override
    public VectorSchemaRoot root() {
        return root;
    }

    @Override
    public boolean next() {
        root.clear();
        try {
            int rows = 0;
            while (!ended && rows == 0) {
                rows = fill(poll());
            }
            if (ended) {
                release();
            }
            return rows > 0;
        } catch (KafkaException e) {
            throw brokers.failures()
                    .of(KafkaErrorCode.KAFKA_SPLIT_ERROR, "topic '" + partition.topic() + "'", e, brokers.timeout());
        }
    }

    /** The next messages; none once all have been read. */
    private Iterable<ConsumerRecord<byte[], byte[]>> poll() {
        Consumer<byte[], byte[]> opened = consumer;
        Consumer<byte[], byte[]> reader = opened == null ? open() : opened;
        long position = reader.position(partition);
        long deadline = System.nanoTime() + brokers.timeout().toNanos();
        while (position < split.offsets().end() && left > 0) {
            List<ConsumerRecord<byte[], byte[]>> records = polled(reader);
            if (!records.isEmpty()) {
                return records;
            }
            long now = reader.position(partition);
            if (now > position) {
                // Marks of transactions, or messages that compaction took away.
                position = now;
                deadline = System.nanoTime() + brokers.timeout().toNanos();
            } else if (System.nanoTime() > deadline) {
                throw brokers.failures()
                        .late(
                                KafkaErrorCode.KAFKA_SPLIT_ERROR,
                                "topic '" + partition.topic() + "'",
                                brokers.timeout(),
                                null);
            }
        }
        ended = true;
        return List.of();
    }

    private List<ConsumerRecord<byte[], byte[]>> polled(Consumer<byte[], byte[]> reader) {
        try {
            return reader.poll(LOOK).records(partition);
        } catch (OffsetOutOfRangeException e) {
            long first = first(reader);
            if (first <= reader.position(partition)) {
                throw e;
            }
            reader.seek(partition, Math.min(first, split.offsets().end()));
            return List.of();
        }
    }

    private long first(Consumer<byte[], byte[]> reader) {
        Map<TopicPartition, Long> beginnings = reader.beginningOffsets(List.of(partition));
        return beginnings.getOrDefault(partition, 0L);
    }

    private Consumer<byte[], byte[]> open() {
        Consumer<byte[], byte[]> opened = brokers.consumer();
        consumer = opened;
        if (canceled) {
            throw SkeinException.canceled();
        }
        opened.assign(List.of(partition));
        opened.seek(partition, split.offsets().begin());
        return opened;
    }

    private int fill(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        int rows = 0;
        root.allocateNew();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= split.offsets().end() || left == 0) {
                ended = true;
                break;
            }
            left--;
            writer.write(root, rows, record);
            bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            rows++;
        }
        root.setRowCount(rows);
        return rows;
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void cancel() {
        canceled = true;
        Consumer<byte[], byte[]> reader = consumer;
        if (reader != null) {
            reader.wakeup();
        }
    }

    private void release() {
        Consumer<byte[], byte[]> reader = consumer;
        if (reader != null) {
            consumer = null;
            reader.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    @Override
    public void close() {
        ended = true;
        release();
        root.close();
    }
}
