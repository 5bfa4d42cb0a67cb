package io.skein.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.skein.proto.v1.Error;
import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.ErrorType;
import io.skein.spi.error.Location;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Errors on the wire. A {@link SkeinException} crosses unchanged, as the binary trailer {@code skein-error-bin} of a failed call or as a field;
 * anything else becomes GENERIC_INTERNAL_ERROR with its message, never its stack.
 */
public final class ErrorCodec {
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;

    static final Metadata.Key<byte[]> TRAILER = Metadata.Key.of("skein-error-bin", Metadata.BINARY_BYTE_MARSHALLER);

    /** Trailers are headers: a call whose headers are above 8 KB breaks off without them, and they travel as base64. */
    private static final int LONGEST_MESSAGE_BYTES = 3000;

    /** The status' own text is for proxies and tools, and takes three bytes for one that is not ASCII. */
    private static final int LONGEST_DESCRIPTION_BYTES = 600;

    private static final int LONGEST_TEXT_BYTES = 2000;

    private ErrorCodec() {}

    public static Error encode(SkeinException failure) {
        Error.Builder error = Error.newBuilder()
                .setCode(failure.code().number())
                .setName(failure.code().name())
                .setType(encode(failure.code().type()))
                .setMessage(message(failure));
        failure.location().ifPresent(location -> error.setLine(location.line()).setColumn(location.column()));
        return error.build();
    }

    public static SkeinException decode(Error error) {
        return decode(error, null);
    }

    /** Any failure as the one exception that users see; the original is its cause. */
    public static SkeinException normalize(Throwable failure) {
        Throwable root = unwrapped(failure);
        return switch (root) {
            case SkeinException known -> known;
            case StatusRuntimeException status -> fromStatus(status.getStatus(), status.getTrailers(), status);
            case StatusException status -> fromStatus(status.getStatus(), status.getTrailers(), status);
            default ->
                new SkeinException(StandardErrorCode.GENERIC_INTERNAL_ERROR, "Internal error: " + message(root), root);
        };
    }

    /** The failure of a call, for {@code StreamObserver.onError}. */
    public static StatusRuntimeException toStatus(Throwable failure) {
        SkeinException known = normalize(failure);
        return status(known.code()).withDescription(description(known)).asRuntimeException(trailers(known));
    }

    static Metadata trailers(SkeinException failure) {
        Metadata trailers = new Metadata();
        trailers.put(TRAILER, trailer(failure));
        return trailers;
    }

    /** The message as a status' own text beside {@link #trailer}, cut where it is too long. */
    public static String description(SkeinException failure) {
        return shortened(message(failure), LONGEST_DESCRIPTION_BYTES);
    }

    /** A text that is a status' only one, cut where it is too long for a header. */
    public static String text(String text) {
        return shortened(text, LONGEST_TEXT_BYTES);
    }

    /** The failure as a header's bytes; a message that is too long for one is cut. */
    public static byte[] trailer(SkeinException failure) {
        return encode(failure).toBuilder()
                .setMessage(shortened(message(failure), LONGEST_MESSAGE_BYTES))
                .build()
                .toByteArray();
    }

    private static String shortened(String text, int bytes) {
        ByteString whole = ByteString.copyFromUtf8(text);
        if (whole.size() <= bytes) {
            return text;
        }
        int end = bytes;
        while ((whole.byteAt(end) & CONTINUATION_MASK) == CONTINUATION) {
            end--;
        }
        return whole.substring(0, end).toStringUtf8() + "...";
    }

    /** The gRPC status that goes with a code; it is for proxies and tools, Skein reads the trailer. */
    static Status status(ErrorCode code) {
        return switch (code.name()) {
            case "PERMISSION_DENIED" -> Status.PERMISSION_DENIED;
            case "NOT_FOUND", "CATALOG_NOT_FOUND", "SCHEMA_NOT_FOUND", "TABLE_NOT_FOUND" -> Status.NOT_FOUND;
            case "ALREADY_EXISTS", "TABLE_ALREADY_EXISTS", "SCHEMA_ALREADY_EXISTS" -> Status.ALREADY_EXISTS;
            case "NOT_SUPPORTED" -> Status.UNIMPLEMENTED;
            case "USER_CANCELED" -> Status.CANCELLED;
            default ->
                switch (code.type()) {
                    case USER_ERROR -> Status.FAILED_PRECONDITION;
                    case INTERNAL_ERROR -> Status.INTERNAL;
                    case INSUFFICIENT_RESOURCES -> Status.RESOURCE_EXHAUSTED;
                    case EXTERNAL -> Status.UNKNOWN;
                };
        };
    }

    private static SkeinException fromStatus(Status status, @Nullable Metadata trailers, Throwable cause) {
        byte @Nullable [] bytes = trailers == null ? null : trailers.get(TRAILER);
        if (bytes != null) {
            try {
                return decode(Error.parseFrom(bytes), cause);
            } catch (InvalidProtocolBufferException malformed) {
                cause.addSuppressed(malformed);
            }
        }
        String description = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        StandardErrorCode code = switch (status.getCode()) {
            case UNAVAILABLE -> StandardErrorCode.REMOTE_HOST_GONE;
            case CANCELLED -> StandardErrorCode.USER_CANCELED;
            case DEADLINE_EXCEEDED -> StandardErrorCode.EXCEEDED_TIME_LIMIT;
            case RESOURCE_EXHAUSTED -> StandardErrorCode.GENERIC_INSUFFICIENT_RESOURCES;
            case UNAUTHENTICATED, PERMISSION_DENIED -> StandardErrorCode.PERMISSION_DENIED;
            case UNIMPLEMENTED -> StandardErrorCode.NOT_SUPPORTED;
            default -> StandardErrorCode.GENERIC_INTERNAL_ERROR;
        };
        return new SkeinException(code, description, cause);
    }

    private static SkeinException decode(Error error, @Nullable Throwable cause) {
        ErrorCode code = new ErrorCode(error.getCode(), error.getName(), decode(error.getType()));
        Location location = error.getLine() > 0 ? new Location(error.getLine(), error.getColumn()) : null;
        return new SkeinException(code, error.getMessage(), location, cause);
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable root = failure;
        while ((root instanceof CompletionException || root instanceof ExecutionException) && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static io.skein.proto.v1.ErrorType encode(ErrorType type) {
        return switch (type) {
            case USER_ERROR -> io.skein.proto.v1.ErrorType.ERROR_TYPE_USER_ERROR;
            case INTERNAL_ERROR -> io.skein.proto.v1.ErrorType.ERROR_TYPE_INTERNAL_ERROR;
            case INSUFFICIENT_RESOURCES -> io.skein.proto.v1.ErrorType.ERROR_TYPE_INSUFFICIENT_RESOURCES;
            case EXTERNAL -> io.skein.proto.v1.ErrorType.ERROR_TYPE_EXTERNAL;
        };
    }

    private static ErrorType decode(io.skein.proto.v1.ErrorType type) {
        return switch (type) {
            case ERROR_TYPE_USER_ERROR -> ErrorType.USER_ERROR;
            case ERROR_TYPE_INSUFFICIENT_RESOURCES -> ErrorType.INSUFFICIENT_RESOURCES;
            case ERROR_TYPE_EXTERNAL -> ErrorType.EXTERNAL;
            case ERROR_TYPE_INTERNAL_ERROR, ERROR_TYPE_UNSPECIFIED, UNRECOGNIZED -> ErrorType.INTERNAL_ERROR;
        };
    }
}
