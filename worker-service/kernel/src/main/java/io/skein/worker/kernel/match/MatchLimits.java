package io.skein.worker.kernel.match;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** What holds a search back: the memory of its kernel, and the cancelling of its statement, which is known by its connection. Thread-safe. */
public final class MatchLimits {
    /** No bounds; for a database without a kernel around it. */
    public static final MatchLimits NONE = new MatchLimits(Long.MAX_VALUE, "");

    private final long memoryBytes;
    private final String memoryText;
    private final Map<Long, BooleanSupplier> statements = new ConcurrentHashMap<>();

    /**
     * @param memoryText the limit as users read it
     */
    public MatchLimits(long memoryBytes, String memoryText) {
        this.memoryBytes = memoryBytes;
        this.memoryText = memoryText;
    }

    /** From here to {@link #ended} the connection runs a statement that may be cancelled. */
    public void begun(long connection, BooleanSupplier canceled) {
        statements.put(connection, canceled);
    }

    public void ended(long connection) {
        statements.remove(connection);
    }

    /** The limits of one search. */
    Search of(long connection) {
        BooleanSupplier canceled = statements.getOrDefault(connection, () -> false);
        return bytes -> check(bytes, canceled);
    }

    private void check(long bytes, BooleanSupplier canceled) {
        if (canceled.getAsBoolean()) {
            throw new SkeinException(StandardErrorCode.USER_CANCELED, "Query was canceled");
        }
        if (bytes > memoryBytes) {
            throw new SkeinException(
                    StandardErrorCode.EXCEEDED_LOCAL_MEMORY_LIMIT,
                    "Query exceeded per-node memory limit of " + memoryText);
        }
    }

    /** Is told again and again how much the search holds, and fails where it must end. */
    @FunctionalInterface
    interface Search {
        void check(long bytes);
    }
}
