package io.skein.connector.sql.client;

import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a future failed with, on its way to {@link RemoteFailures}. */
final class FailedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedAnswer(@Nullable Throwable cause) {
        super(cause);
    }

    boolean late() {
        return getCause() instanceof TimeoutException;
    }

    @Nullable
    String reason() {
        return getCause() == null ? null : getCause().getMessage();
    }
}
