package io.skein.tests.storage;

import io.skein.tests.server.SkeinProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A Kafka of one node, broker and controller in one. */
public final class KafkaServer implements AutoCloseable {
    private static final int PATIENCE = 60;

    private static @Nullable KafkaServer shared;

    /** Of the one user of the secured listener. */
    public static final String PASSWORD = "kafka-password-never-shown";

    private static final String STORE_PASSWORD = "store-password";

    private final int port;
    private final int securePort;
    private final Path directory;
    private final Path settings;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> unsent = new AtomicReference<>();
    private Process process;

    private KafkaServer(int port) throws IOException {
        this.port = port;
        this.directory = ForeignServer.directory("kafka");
        this.settings = directory.resolve("server.properties");
        this.securePort = SkeinProcess.freePort();
        int controller = SkeinProcess.freePort();
        keys();
        Files.write(
                settings,
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controller,
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",SECURE://127.0.0.1:" + securePort
                                + ",CONTROLLER://127.0.0.1:" + controller,
                        "controller.listener.names=CONTROLLER",
                        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL",
                        "inter.broker.listener.name=PLAINTEXT",
                        "sasl.enabled.mechanisms=PLAIN",
                        "listener.name.secure.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule"
                                + " required user_reader=\"" + PASSWORD + "\";",
                        "listener.name.secure.ssl.keystore.location=" + store(),
                        "listener.name.secure.ssl.keystore.password=" + STORE_PASSWORD,
                        "listener.name.secure.ssl.keystore.type=PKCS12",
                        "log.dirs=" + directory.resolve("data"),
                        "auto.create.topics.enable=false",
                        // Messages may say that they are old.
                        "log.retention.ms=-1",
                        "group.initial.rebalance.delay.ms=0",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "transaction.state.log.num.partitions=1",
                        "share.coordinator.state.topic.replication.factor=1",
                        "share.coordinator.state.topic.min.isr=1"));
        this.producer = new KafkaProducer<>(
                // Of several requests to a partition that is new the first may fail alone, and never find its place
                // again.
                Map.of("bootstrap.servers", nodes(), "linger.ms", "5", "max.in.flight.requests.per.connection", "1"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        format();
        this.process = launch();
    }

    /** The one that tests share; it ends with the test run. */
    public static synchronized KafkaServer shared() {
        if (shared == null) {
            shared = own();
        }
        return shared;
    }

    /** One that may be killed. */
    public static KafkaServer own() {
        try {
            return new KafkaServer(SkeinProcess.freePort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String nodes() {
        return "127.0.0.1:" + port;
    }

    /** Lines of a catalog for the listener with TLS and passwords. */
    public List<String> secured(String password) {
        return List.of(
                "kafka.nodes=127.0.0.1:" + securePort,
                "kafka.security-protocol=SASL_SSL",
                "kafka.ssl.truststore.location=" + store(),
                "kafka.ssl.truststore.password=" + STORE_PASSWORD,
                "kafka.ssl.truststore.type=PKCS12",
                "kafka.sasl.mechanism=PLAIN",
                "kafka.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"reader\" password=\"" + password + "\";");
    }

    private Path store() {
        return directory.resolve("store.p12");
    }

    /** A key for 127.0.0.1 with its certificate, which clients trust. */
    private void keys() throws IOException {
        await(
                "keys",
                List.of(
                        Path.of(ForeignServer.JAVA).resolveSibling("keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "kafka",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=kafka",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-ext",
                        "bc:c",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store().toString(),
                        "-storepass",
                        STORE_PASSWORD));
    }

    private void format() throws IOException {
        List<String> command = command("kafka.tools.StorageTool");
        command.addAll(List.of("format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", settings.toString()));
        await("format", command);
    }

    private void await(String what, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(what + ".log").toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("Kafka was not set up, see " + directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(String program) {
        List<String> command = new ArrayList<>(List.of(ForeignServer.JAVA));
        command.addAll(ForeignServer.SMALL_JVM);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", ForeignServer.libraries("kafka"), program));
        return command;
    }

    private Process launch() {
        List<String> command = command("kafka.Kafka");
        command.add(settings.toString());
        return ForeignServer.start(directory, command, Map.of(), () -> {
            try (Admin admin = admin()) {
                return admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == 1;
            }
        });
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", nodes()));
    }

    /** Makes a topic with these settings. */
    public void create(String topic, int partitions, Map<String, String> settings) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                    .all()
                    .get(PATIENCE, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a message, which has arrived after {@link #flush()}. */
    public void send(String topic, int partition, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
        send(new ProducerRecord<>(topic, partition, timestamp, key, value));
    }

    public void send(String topic, int partition, long timestamp, String value) {
        send(topic, partition, timestamp, null, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends messages in a transaction, which the caller ends. */
    public Producer<byte[], byte[]> transaction(String topic, List<String> values) {
        Producer<byte[], byte[]> transactional = new KafkaProducer<>(
                Map.of("bootstrap.servers", nodes(), "transactional.id", "test-" + UUID.randomUUID()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        transactional.initTransactions();
        transactional.beginTransaction();
        for (String value : values) {
            transactional.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
        }
        transactional.flush();
        return transactional;
    }

    /** Sends messages compressed so. */
    public void compressed(String topic, String compression, List<String> values) {
        try (Producer<byte[], byte[]> compressing = new KafkaProducer<>(
                Map.of("bootstrap.servers", nodes(), "compression.type", compression),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String value : values) {
                compressing.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** Sends what needs more to be said of. */
    public void send(ProducerRecord<byte[], byte[]> message) {
        producer.send(message, (_, failure) -> {
            if (failure != null) {
                unsent.set(failure);
            }
        });
    }

    /** Waits until all messages have arrived; fails if one has not. */
    public void flush() {
        producer.flush();
        Exception failure = unsent.get();
        if (failure != null) {
            throw new IllegalStateException("Kafka did not take a message", failure);
        }
    }

    /** Ends it without a word. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it over the same data. */
    public void restart() {
        process = launch();
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ZERO);
        kill();
    }
}
