package io.skein.coordinator.schedule;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.coordinator.cluster.Worker;
import io.skein.proto.v1.Error;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.util.Optional;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A result stream that comes from another process. */
final class FlightResultStream implements ResultStream {
    private static final String ERROR_TRAILER = "skein-error-bin";

    private final FlightStream stream;
    private final BufferAllocator allocator;
    private final Worker worker;
    private final Runnable onClose;

    FlightResultStream(FlightStream stream, BufferAllocator allocator, Worker worker, Runnable onClose) {
        this.stream = stream;
        this.allocator = allocator;
        this.worker = worker;
        this.onClose = onClose;
    }

    @Override
    public Optional<VectorSchemaRoot> next() {
        try {
            while (stream.next()) {
                VectorSchemaRoot root = stream.getRoot();
                if (root.getRowCount() > 0) {
                    return Optional.of(Batches.taken(root, allocator));
                }
            }
            return Optional.empty();
        } catch (FlightRuntimeException failure) {
            throw translated(failure);
        }
    }

    @Override
    public void cancel() {
        stream.cancel("The query has ended", null);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (Exception failure) {
            throw new SkeinException(
                    StandardErrorCode.PAGE_TRANSPORT_ERROR, "Could not close the result of " + worker, failure);
        } finally {
            onClose.run();
        }
    }

    private SkeinException translated(FlightRuntimeException failure) {
        ErrorFlightMetadata metadata = failure.status().metadata();
        byte[] trailer =
                metadata != null && metadata.containsKey(ERROR_TRAILER) ? metadata.getByte(ERROR_TRAILER) : null;
        if (trailer != null) {
            try {
                return ErrorCodec.decode(Error.parseFrom(trailer));
            } catch (InvalidProtocolBufferException malformed) {
                failure.addSuppressed(malformed);
            }
        }
        return new SkeinException(
                StandardErrorCode.PAGE_TRANSPORT_ERROR,
                "Could not read the result from worker " + worker + ": " + failure.getMessage(),
                failure);
    }
}
