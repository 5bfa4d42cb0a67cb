package io.skein.coordinator.protocol.trino;

/** A request that breaks the protocol; answered with 400 and the message. */
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message);
    }
}
