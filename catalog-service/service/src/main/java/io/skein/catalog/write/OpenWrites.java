package io.skein.catalog.write;

import io.skein.catalog.registry.ConnectorLease;
import io.skein.spi.connector.ConnectorWrite;
import io.skein.spi.connector.WriteHandle;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The writes under way. Each holds its connector from begin to end, across reloads; those that outlive the time-out, or the service, are aborted.
 * Thread-safe.
 */
public final class OpenWrites implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OpenWrites.class.getName());

    private final Duration timeout;
    private final Clock clock;
    // Two inserts may have equal handles; then either stands for the other.
    private final Map<Key, Deque<OpenWrite>> writes = new HashMap<>();

    public OpenWrites(Duration timeout, Clock clock) {
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Begins a write; the lease is held until its end, and given back at once when the beginning fails. */
    public WriteHandle begin(String catalog, ConnectorLease lease, Function<ConnectorWrite, WriteHandle> beginning) {
        try {
            ConnectorWrite connector = lease.connector()
                    .write()
                    .orElseThrow(() -> new SkeinException(
                            StandardErrorCode.NOT_SUPPORTED, "This connector does not support inserts"));
            WriteHandle handle = beginning.apply(connector);
            synchronized (writes) {
                writes.computeIfAbsent(key(catalog, handle), absent -> new ArrayDeque<>())
                        .add(new OpenWrite(handle, connector, lease, clock.instant()));
            }
            return handle;
        } catch (Throwable failure) {
            lease.close();
            throw failure;
        }
    }

    /**
     * Commits; a commit that surely failed is aborted here, one of unknown fate is left as it is. A write that is not open any more was aborted, or
     * belongs to an earlier life of the service.
     */
    public void finish(String catalog, WriteHandle handle, List<byte[]> fragments) {
        @Nullable OpenWrite write = remove(catalog, handle);
        if (write == null) {
            throw new SkeinException(
                    StandardErrorCode.CONNECTOR_COMMIT_ERROR,
                    "The write into " + handle.table() + " is not open any more");
        }
        try (ConnectorLease lease = write.lease()) {
            write.connector().finish(handle, fragments);
        } catch (RuntimeException failure) {
            if (!isUnknown(failure)) {
                abortQuietly(write, fragments);
            }
            throw failure;
        }
    }

    private static boolean isUnknown(RuntimeException failure) {
        return failure instanceof SkeinException known
                && known.code().equals(StandardErrorCode.CONNECTOR_COMMIT_STATE_UNKNOWN.code());
    }

    /** Aborts; a write that is not open any more is fine. */
    public void abort(String catalog, WriteHandle handle, List<byte[]> fragments) {
        @Nullable OpenWrite write = remove(catalog, handle);
        if (write != null) {
            abort(write, fragments);
        }
    }

    /** Aborts what is older than the time-out. */
    public void expire() {
        Instant limit = clock.instant().minus(timeout);
        abandon(drain(limit));
    }

    public int size() {
        synchronized (writes) {
            return writes.values().stream().mapToInt(Deque::size).sum();
        }
    }

    /** Aborts all. */
    @Override
    public void close() {
        abandon(drain(Instant.MAX));
    }

    private List<OpenWrite> drain(Instant limit) {
        List<OpenWrite> drained = new ArrayList<>();
        synchronized (writes) {
            writes.values()
                    .forEach(queue -> queue.removeIf(write -> {
                        boolean old = write.begun().isBefore(limit);
                        if (old) {
                            drained.add(write);
                        }
                        return old;
                    }));
            writes.values().removeIf(Deque::isEmpty);
        }
        return drained;
    }

    private @Nullable OpenWrite remove(String catalog, WriteHandle handle) {
        Key key = key(catalog, handle);
        synchronized (writes) {
            @Nullable Deque<OpenWrite> queue = writes.get(key);
            if (queue == null) {
                return null;
            }
            OpenWrite write = queue.remove();
            if (queue.isEmpty()) {
                writes.remove(key);
            }
            return write;
        }
    }

    private static void abort(OpenWrite write, List<byte[]> fragments) {
        try (ConnectorLease lease = write.lease()) {
            write.connector().abort(write.handle(), fragments);
        }
    }

    private static void abandon(List<OpenWrite> unfinished) {
        for (OpenWrite write : unfinished) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The write into {0} was never finished: aborted",
                    write.handle().table());
            try (ConnectorLease lease = write.lease()) {
                abortQuietly(write, List.of());
            }
        }
    }

    private static void abortQuietly(OpenWrite write, List<byte[]> fragments) {
        try {
            write.connector().abort(write.handle(), fragments);
        } catch (RuntimeException failure) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The write into " + write.handle().table() + " could not be aborted",
                    failure);
        }
    }

    private static Key key(String catalog, WriteHandle handle) {
        return new Key(catalog, handle.table().toString(), handle.target(), ByteBuffer.wrap(handle.data()));
    }

    private record Key(String catalog, String table, WriteHandle.Target target, ByteBuffer data) {}

    private record OpenWrite(WriteHandle handle, ConnectorWrite connector, ConnectorLease lease, Instant begun) {}
}
