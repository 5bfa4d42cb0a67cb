package io.skein.worker.kernel.match;

import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * What holds searches back: the memory that those of a kernel may hold together, and the cancelling of a search's statement, which is known by its
 * connection. Thread-safe.
 */
public final class MatchLimits {
    /** No bounds; for a database without a kernel around it. */
    public static final MatchLimits NONE = new MatchLimits(Long.MAX_VALUE, "");

    private final long memoryBytes;
    private final String memoryText;
    private final AtomicLong heldBytes = new AtomicLong();
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

    /** A search of the connection's statement, which holds nothing yet. */
    Search of(long connection) {
        return new Search(statements.getOrDefault(connection, () -> false));
    }

    /** One search's share; its thread tells it again and again how much it holds. */
    final class Search implements AutoCloseable {
        private final BooleanSupplier canceled;
        private long held;

        private Search(BooleanSupplier canceled) {
            this.canceled = canceled;
        }

        /** Fails where the search must end. */
        void check(long bytes) {
            long all = heldBytes.addAndGet(bytes - held);
            held = bytes;
            if (canceled.getAsBoolean()) {
                throw new SkeinException(StandardErrorCode.USER_CANCELED, "Query was canceled");
            }
            if (all > memoryBytes) {
                throw new SkeinException(
                        StandardErrorCode.EXCEEDED_LOCAL_MEMORY_LIMIT,
                        "Query exceeded per-node memory limit of " + memoryText);
            }
        }

        @Override
        public void close() {
            heldBytes.addAndGet(-held);
        }
    }
}
