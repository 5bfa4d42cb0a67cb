package io.skein.coordinator.protocol.flightsql;

import io.skein.coordinator.dispatch.Query;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.type.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.WaitResult;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.jspecify.annotations.Nullable;

/** Sends one query's rows to one client, no faster than the client takes them. A client that goes away cancels the query. */
final class ResultStream {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Query query;
    private final ServerStreamListener listener;
    private final BufferAllocator doorAllocator;
    private final BackpressureStrategy.CallbackBackpressureStrategy backpressure;
    private @Nullable BufferAllocator allocator;
    private @Nullable VectorSchemaRoot root;
    private @Nullable VectorLoader loader;

    ResultStream(Query query, ServerStreamListener listener, BufferAllocator doorAllocator) {
        this.query = query;
        this.listener = listener;
        this.doorAllocator = doorAllocator;
        this.backpressure = new BackpressureStrategy.CallbackBackpressureStrategy() {
            @Override
            protected void cancelCallback() {
                query.cancel();
            }
        };
    }

    /** Registers with the call; to be called on the call's own thread, before {@link #send}. */
    void register() {
        backpressure.register(listener);
    }

    /** Sends everything; blocks, so it needs a thread of its own. */
    void send() {
        try {
            List<OutputColumn> columns = query.columns().join();
            if (sendRows(columns)) {
                QueryInfo info = ended();
                if (info.failure().isPresent()) {
                    throw info.failure().get();
                }
                if (root == null) {
                    start(columns, doorAllocator);
                }
                listener.completed();
            } else {
                query.cancel();
            }
        } catch (Throwable failure) {
            query.fail(ErrorCodec.normalize(failure));
            listener.error(FlightErrors.of(failure));
        } finally {
            close();
        }
    }

    /** False when the client has gone. */
    private boolean sendRows(List<OutputColumn> columns) {
        List<Type> types = columns.stream().map(OutputColumn::type).toList();
        while (!query.exhausted()) {
            if (listener.isCancelled() || Thread.currentThread().isInterrupted()) {
                return false;
            }
            Optional<VectorSchemaRoot> next = query.next(STEP);
            if (next.isPresent()) {
                try (VectorSchemaRoot batch = next.get()) {
                    if (!send(batch, columns, types)) {
                        return false;
                    }
                }
            }
        }
        return !listener.isCancelled();
    }

    private boolean send(VectorSchemaRoot batch, List<OutputColumn> columns, List<Type> types) {
        if (batch.getRowCount() == 0) {
            return true;
        }
        if (root == null) {
            // Buffers can only be handed over between allocators of one root.
            BufferAllocator own = batch.getVector(0)
                    .getAllocator()
                    .getRoot()
                    .newChildAllocator("flight-" + query.id(), 0, Long.MAX_VALUE);
            allocator = own;
            start(columns, own);
        }
        WaitResult ready = backpressure.waitForListener(STEP.toMillis());
        while (ready == WaitResult.TIMEOUT && query.info().state() != QueryInfo.State.FAILED) {
            ready = backpressure.waitForListener(STEP.toMillis());
        }
        if (ready == WaitResult.CANCELLED || listener.isCancelled()) {
            return false;
        }
        VectorLoader target = loader;
        BufferAllocator own = allocator;
        if (target == null || own == null) {
            throw new IllegalStateException("The stream has not been started");
        }
        try (ArrowRecordBatch message = FlightBatch.of(batch, types, own)) {
            target.load(message);
        }
        listener.putNext();
        return true;
    }

    private void start(List<OutputColumn> columns, BufferAllocator from) {
        VectorSchemaRoot created = VectorSchemaRoot.create(FlightTypes.schema(columns), from);
        root = created;
        loader = new VectorLoader(created);
        listener.start(created);
    }

    private QueryInfo ended() {
        while (!query.awaitEnd(STEP)
                && !listener.isCancelled()
                && !Thread.currentThread().isInterrupted()) {
            query.touch();
        }
        return query.info();
    }

    private void close() {
        if (root != null) {
            root.close();
        }
        if (allocator != null) {
            allocator.close();
        }
    }
}
