package io.skein.coordinator.session;

import java.util.Optional;

/** What a client says of transactions: that it knows none, that it is in none, or in which. */
public sealed interface ClientTransaction {
    /** The client would not follow a transaction. */
    record Unsupported() implements ClientTransaction {}

    /** It could begin one; each statement stands for itself. */
    record None() implements ClientTransaction {}

    record Open(String id) implements ClientTransaction {}

    default Optional<String> openId() {
        return this instanceof Open(String id) ? Optional.of(id) : Optional.empty();
    }
}
