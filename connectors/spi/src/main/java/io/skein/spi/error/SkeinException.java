package io.skein.spi.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one exception that crosses layers and, through one codec per wire, processes. Its message is meant for the user. */
public final class SkeinException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final transient @Nullable Location location;

    public SkeinException(ErrorCode code, String message) {
        this(code, message, null, null);
    }

    public SkeinException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, null, cause);
    }

    public SkeinException(ErrorCode code, String message, @Nullable Location location, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.location = location;
    }

    public SkeinException(StandardErrorCode code, String message) {
        this(code.code(), message, null, null);
    }

    public SkeinException(StandardErrorCode code, String message, @Nullable Throwable cause) {
        this(code.code(), message, null, cause);
    }

    public SkeinException(StandardErrorCode code, Location location, String message) {
        this(code.code(), message, location, null);
    }

    private SkeinException(ErrorCode code, String message, boolean traced) {
        super(message, null, true, traced);
        this.code = code;
        this.location = null;
    }

    /** The exception of what was stopped on purpose. It has no stack trace: each query ends with some of them, and where they are made says nothing. */
    public static SkeinException canceled() {
        return new SkeinException(StandardErrorCode.USER_CANCELED.code(), "Query was canceled", false);
    }

    public ErrorCode code() {
        return code;
    }

    /** Where in the statement, when the error was found while analysing it; runtime errors have none. */
    public Optional<Location> location() {
        return Optional.ofNullable(location);
    }
}
