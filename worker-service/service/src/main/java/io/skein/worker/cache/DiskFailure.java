package io.skein.worker.cache;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** The cache's own disk fails: it is full, most of all. */
final class DiskFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DiskFailure(Exception cause) {
        super(cause.getMessage(), cause);
    }

    /** For the query. */
    SkeinException error() {
        return new SkeinException(
                StandardErrorCode.GENERIC_INSUFFICIENT_RESOURCES,
                "The worker's file cache cannot be used: " + getMessage(),
                getCause());
    }
}
