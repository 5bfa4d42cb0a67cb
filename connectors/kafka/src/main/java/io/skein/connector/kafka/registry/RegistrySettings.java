package io.skein.connector.kafka.registry;

import io.skein.spi.connector.CatalogProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the registry is.
 *
 * @param addresses of its nodes, asked one after the other
 * @param authorization the value of the header, if users have to say who they are
 * @param timeout how long an answer may take
 * @param refresh how long the list of subjects and their latest schemas hold
 */
public record RegistrySettings(
        List<URI> addresses, Optional<String> authorization, Duration timeout, Duration refresh) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    public RegistrySettings {
        addresses = List.copyOf(addresses);
    }

    /** Empty where the catalog file names none. */
    public static Optional<RegistrySettings> of(CatalogProperties properties) {
        Optional<String> user = properties.text("kafka.confluent-schema-registry-user");
        Optional<String> password = properties.text("kafka.confluent-schema-registry-password");
        Duration timeout = properties.duration("kafka.confluent-schema-registry-timeout", TIMEOUT);
        Duration refresh =
                properties.duration("kafka.confluent-subjects-cache-refresh-interval", Duration.ofSeconds(1));
        return properties
                .text("kafka.confluent-schema-registry-url")
                .map(urls -> new RegistrySettings(
                        Stream.of(urls.split(","))
                                .map(url -> URI.create(url.trim().replaceAll("/+$", "")))
                                .toList(),
                        user.map(name -> basic(name, password.orElse(""))),
                        timeout,
                        refresh));
    }

    private static String basic(String user, String password) {
        return "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "registry at " + addresses;
    }
}
