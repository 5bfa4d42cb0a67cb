package io.skein.coordinator.protocol.flightsql;

import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.SkeinException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;

/** Errors as Flight has them: {@code TABLE_NOT_FOUND: line 1:15: Table ...}, code and name also as trailers; never a stack. */
final class FlightErrors {
    private static final System.Logger LOG = System.getLogger(FlightErrors.class.getName());

    private FlightErrors() {}

    static FlightRuntimeException of(Throwable failure) {
        if (failure instanceof FlightRuntimeException ready) {
            return ready;
        }
        SkeinException known = ErrorCodec.normalize(failure);
        if (failure != known && known.code().name().equals("GENERIC_INTERNAL_ERROR")) {
            LOG.log(System.Logger.Level.ERROR, "A Flight call failed", failure);
        }
        ErrorFlightMetadata metadata = new ErrorFlightMetadata();
        metadata.insert("skein-error-name", known.code().name());
        metadata.insert("skein-error-code", Integer.toString(known.code().number()));
        return status(known.code())
                .withDescription(ErrorCodec.text(known.code().name() + ": " + known.getMessage()))
                .withMetadata(metadata)
                .toRuntimeException();
    }

    static FlightRuntimeException invalid(String message) {
        return CallStatus.INVALID_ARGUMENT
                .withDescription(ErrorCodec.text(message))
                .toRuntimeException();
    }

    private static CallStatus status(ErrorCode code) {
        return switch (code.name()) {
            case "PERMISSION_DENIED" -> CallStatus.UNAUTHORIZED;
            case "NOT_FOUND", "CATALOG_NOT_FOUND", "SCHEMA_NOT_FOUND", "TABLE_NOT_FOUND" -> CallStatus.NOT_FOUND;
            case "ALREADY_EXISTS", "TABLE_ALREADY_EXISTS", "SCHEMA_ALREADY_EXISTS" -> CallStatus.ALREADY_EXISTS;
            case "NOT_SUPPORTED" -> CallStatus.UNIMPLEMENTED;
            case "USER_CANCELED", "ABANDONED_QUERY" -> CallStatus.CANCELLED;
            case "EXCEEDED_TIME_LIMIT" -> CallStatus.TIMED_OUT;
            case "NO_NODES_AVAILABLE", "REMOTE_HOST_GONE", "SERVER_SHUTTING_DOWN" -> CallStatus.UNAVAILABLE;
            default ->
                switch (code.type()) {
                    case USER_ERROR -> CallStatus.INVALID_ARGUMENT;
                    case INTERNAL_ERROR -> CallStatus.INTERNAL;
                    case INSUFFICIENT_RESOURCES -> CallStatus.RESOURCE_EXHAUSTED;
                    case EXTERNAL -> CallStatus.UNKNOWN;
                };
        };
    }
}
