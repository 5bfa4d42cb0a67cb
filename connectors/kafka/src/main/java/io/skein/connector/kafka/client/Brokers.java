package io.skein.connector.kafka.client;

import io.skein.spi.error.SkeinException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster: what its topics are like, and clients that read and write. One connection for questions, made when the first is asked, which all
 * threads share; each consumer and producer is its user's alone.
 */
public final class Brokers implements AutoCloseable {
    private static final int MESSAGES_AT_ONCE = 8_192;
    private static final int FETCH_BYTES = 4 << 20;
    private static final int BATCH_BYTES = 256 << 10;
    private static final int LINGER_MILLIS = 5;

    private final ClientSettings settings;
    private final KafkaFailures failures;
    private @Nullable Admin admin;

    public Brokers(ClientSettings settings, KafkaFailures failures) {
        this.settings = settings;
        this.failures = failures;
    }

    public KafkaFailures failures() {
        return failures;
    }

    /** How long an answer may take. */
    public Duration timeout() {
        return settings.timeout();
    }

    /** All topics that are not Kafka's own. */
    public Set<String> topics() {
        return await("the list of topics", admin().listTopics().names());
    }

    /** The topic's partitions. */
    public List<Integer> partitions(String topic) {
        return await(
                        topic(topic),
                        Objects.requireNonNull(admin().describeTopics(List.of(topic))
                                .topicNameValues()
                                .get(topic)))
                .partitions()
                .stream()
                .map(TopicPartitionInfo::partition)
                .sorted()
                .toList();
    }

    /** Offsets by partition, as far as transactions are decided; -1 where no message is so late. */
    public Map<Integer, Long> offsets(String topic, List<Integer> partitions, OffsetSpec wanted) {
        Map<TopicPartition, OffsetSpec> questions = partitions.stream()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), _ -> wanted));
        Map<TopicPartition, ListOffsetsResultInfo> answers = await(
                topic(topic),
                admin().listOffsets(questions, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        return answers.entrySet().stream()
                .collect(Collectors.toMap(
                        answer -> answer.getKey().partition(),
                        answer -> answer.getValue().offset()));
    }

    /** Whether brokers give messages their timestamps, which then grow with the offsets. Who may not ask is told no. */
    public boolean stampedByBrokers(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return "LogAppendTime"
                    .equals(await(
                                    topic(topic),
                                    Objects.requireNonNull(admin().describeConfigs(List.of(resource))
                                            .values()
                                            .get(resource)))
                            .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                            .value());
        } catch (SkeinException failure) {
            if (failure.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw failure;
        }
    }

    /** A consumer of committed messages that belongs to no group and commits nothing; the caller closes it. */
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> consumer = settings.waiting();
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MESSAGES_AT_ONCE);
        consumer.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        consumer.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, settings.bufferBytes());
        return made(
                KafkaErrorCode.KAFKA_SPLIT_ERROR,
                () -> new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** A producer whose messages are seen when its transaction is committed; the caller closes it. */
    public Producer<byte[], byte[]> producer(String transaction) {
        Map<String, Object> producer = new HashMap<>(settings.common());
        producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transaction);
        producer.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(settings.transaction().toMillis()));
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout().toMillis());
        producer.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(timeout().toMillis()) + LINGER_MILLIS);
        return made(
                KafkaErrorCode.KAFKA_PRODUCER_ERROR,
                () -> new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = made(KafkaErrorCode.KAFKA_SPLIT_ERROR, () -> Admin.create(settings.waiting()));
        }
        return admin;
    }

    /** Clients look for classes of their configuration where the thread says; that has to be where they are themselves. */
    private <C> C made(KafkaErrorCode code, java.util.function.Supplier<C> client) {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(Brokers.class.getClassLoader());
        try {
            return client.get();
        } catch (KafkaException e) {
            throw failures.of(code, "a connection", e, timeout());
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private <T> T await(String what, KafkaFuture<T> answer) {
        try {
            return answer.get(timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SkeinException.canceled();
        } catch (ExecutionException | TimeoutException e) {
            throw failures.of(KafkaErrorCode.KAFKA_SPLIT_ERROR, what, e, timeout());
        }
    }

    private static String topic(String topic) {
        return "topic '" + topic + "'";
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
