package io.skein.worker.exchange;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;

/** The exception of what was stopped on purpose. */
final class Canceled {
    private Canceled() {}

    static SkeinException exception() {
        return new SkeinException(StandardErrorCode.USER_CANCELED, "Query was canceled");
    }
}
