package io.skein.connector.kafka.client;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Failures of Kafka's clients as errors for the user, which name the catalog.
 *
 * @param nodes where the brokers are, for messages
 */
public record KafkaFailures(String catalog, String nodes) {
    /**
     * What a client threw while it was busy with this.
     *
     * @param what the topic, in the words of a message
     * @param limit how long it had
     */
    public SkeinException of(KafkaErrorCode code, String what, Throwable thrown, Duration limit) {
        Throwable cause = (thrown instanceof ExecutionException || thrown instanceof CompletionException)
                        && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
        return switch (cause) {
            case SkeinException known -> known;
            case WakeupException _, InterruptException _ -> SkeinException.canceled();
            case AuthorizationException refused ->
                new SkeinException(StandardErrorCode.PERMISSION_DENIED, text(refused.getMessage()), refused);
            case AuthenticationException refused -> failure(code, refused.getMessage(), refused);
            case UnknownTopicOrPartitionException missing -> failure(code, what + " does not exist", missing);
            case TimeoutException _, java.util.concurrent.TimeoutException _ -> late(code, what, limit, cause);
            case ConfigException config -> failure(code, config.getMessage(), config);
            default ->
                cause.getCause() instanceof ConfigException config
                        ? failure(code, config.getMessage(), config)
                        : failure(code, what + ": " + cause.getMessage(), cause);
        };
    }

    /** The brokers did not answer in time. */
    public SkeinException late(KafkaErrorCode code, String what, Duration limit, @Nullable Throwable cause) {
        return failure(code, "no answer of " + nodes + " within " + limit.toSeconds() + " s for " + what, cause);
    }

    /** The reason is for the user. */
    public SkeinException failure(KafkaErrorCode code, @Nullable String reason, @Nullable Throwable cause) {
        return new SkeinException(code.code(), text(reason), cause);
    }

    private String text(@Nullable String reason) {
        return "Catalog '" + catalog + "': " + (reason == null ? nodes + " cannot be used" : reason);
    }
}
