package io.skein.connector.kafka.client;

import io.skein.spi.connector.CatalogProperties;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * How Kafka's clients are made.
 *
 * @param common what all of them get
 * @param timeout how long brokers may take to answer
 * @param transaction how long a producer's transaction may be open
 * @param bufferBytes of a consumer's socket
 */
public record ClientSettings(Map<String, Object> common, Duration timeout, Duration transaction, int bufferBytes) {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration TRANSACTION = Duration.ofMinutes(5);
    private static final int SOCKET_BYTES = 64 << 10;
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

    public ClientSettings {
        common = Map.copyOf(common);
    }

    /** Reads the catalog file's entries for clients. */
    public static ClientSettings of(String catalog, CatalogProperties properties) {
        Map<String, Object> common = new HashMap<>();
        properties
                .text("kafka.config.resources")
                .ifPresent(files -> resources(catalog, files).forEach((key, value) -> common.put((String) key, value)));
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.required("kafka.nodes"));
        if (properties.text("kafka.security-protocol").isPresent()
                || !common.containsKey(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)) {
            common.put(
                    CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                    properties.choice("kafka.security-protocol", SecurityProtocol.PLAINTEXT).name);
        }
        for (String key : new String[] {
            "ssl.keystore.location",
            "ssl.keystore.password",
            "ssl.keystore.type",
            "ssl.truststore.location",
            "ssl.truststore.password",
            "ssl.truststore.type",
            "ssl.key.password",
            "sasl.mechanism",
            "sasl.jaas.config"
        }) {
            properties.text("kafka." + key).ifPresent(value -> common.put(key, value));
        }
        properties
                .text("kafka.ssl.endpoint-identification-algorithm")
                .ifPresent(value -> common.put(
                        "ssl.endpoint.identification.algorithm", value.equalsIgnoreCase("disabled") ? "" : value));
        Duration timeout = properties.duration("kafka.request-timeout", TIMEOUT);
        limit(common, timeout);
        return new ClientSettings(
                common,
                timeout,
                properties.duration("kafka.transaction-timeout", TRANSACTION),
                Math.toIntExact(Math.min(properties.bytes("kafka.buffer-size", SOCKET_BYTES), Integer.MAX_VALUE)));
    }

    /** Nothing waits for longer than the limit, and brokers that are down are not asked more than once a second. */
    private static void limit(Map<String, Object> common, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        common.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
        common.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_BACKOFF.toMillis());
        common.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, Math.min(millis, 5_000));
        common.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, (long) millis);
        common.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        common.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    }

    /** Settings for clients that wait for answers on their own. */
    Map<String, Object> waiting() {
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        return settings;
    }

    private static Properties resources(String catalog, String files) {
        Properties all = new Properties();
        for (String file : files.split(",")) {
            try (Reader reader = Files.newBufferedReader(Path.of(file.trim()), StandardCharsets.UTF_8)) {
                all.load(reader);
            } catch (IOException e) {
                throw new SkeinException(
                        StandardErrorCode.CONFIGURATION_INVALID,
                        "Catalog '" + catalog + "' has a bad value for 'kafka.config.resources': '" + file.trim()
                                + "' cannot be read",
                        e);
            }
        }
        return all;
    }

    /** Without values, some of which are secrets. */
    @Override
    public String toString() {
        return "clients of " + common.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }
}
