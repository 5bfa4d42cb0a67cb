package io.skein.connector.memory;

import io.skein.spi.error.ErrorCode;
import io.skein.spi.error.ErrorType;
import io.skein.spi.error.SkeinException;

/** How many bytes the catalog may hold. */
record MemoryLimit(long bytes) {
    private static final ErrorCode MEMORY_LIMIT_EXCEEDED =
            new ErrorCode(0x0502_0001, "MEMORY_LIMIT_EXCEEDED", ErrorType.EXTERNAL);

    /** Fails when this much is too much. */
    void check(long wanted) {
        if (wanted > bytes) {
            throw new SkeinException(
                    MEMORY_LIMIT_EXCEEDED, "Memory limit [%d] for memory connector exceeded".formatted(bytes));
        }
    }
}
