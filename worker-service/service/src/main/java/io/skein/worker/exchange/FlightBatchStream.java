package io.skein.worker.exchange;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.proto.v1.Error;
import io.skein.rpc.ErrorCodec;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** A producer's partition in another process. */
final class FlightBatchStream implements BatchStream {
    private static final String ERROR_TRAILER = "skein-error-bin";

    private final FlightStream stream;
    private final BufferAllocator allocator;
    private final String address;
    private final Runnable abandon;
    private volatile boolean canceled;
    private boolean begun;
    private boolean closed;

    /** @param abandon tells the producer that nobody will come, when the stream has not begun */
    FlightBatchStream(FlightStream stream, BufferAllocator allocator, String address, Runnable abandon) {
        this.stream = stream;
        this.allocator = allocator;
        this.address = address;
        this.abandon = abandon;
    }

    @Override
    public @Nullable Batch next() {
        try {
            while (stream.next()) {
                begun = true;
                VectorSchemaRoot root = stream.getRoot();
                if (root.getRowCount() > 0) {
                    Batch batch = Batch.of(root).moved(allocator);
                    root.clear();
                    return batch;
                }
            }
            begun = true;
            return null;
        } catch (FlightRuntimeException e) {
            throw canceled ? SkeinException.canceled() : translated(e);
        }
    }

    @Override
    public void cancel() {
        canceled = true;
        stream.cancel("The consumer wants no more", null);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!begun) {
            abandon.run();
        }
        try {
            stream.cancel("The consumer wants no more", null);
            stream.close();
        } catch (Exception e) {
            System.getLogger(FlightBatchStream.class.getName())
                    .log(System.Logger.Level.DEBUG, "Closing a Flight stream", e);
        }
    }

    private SkeinException translated(FlightRuntimeException failure) {
        ErrorFlightMetadata metadata = failure.status().metadata();
        byte[] trailer =
                metadata != null && metadata.containsKey(ERROR_TRAILER) ? metadata.getByte(ERROR_TRAILER) : null;
        if (trailer != null) {
            try {
                return ErrorCodec.decode(Error.parseFrom(trailer));
            } catch (InvalidProtocolBufferException e) {
                failure.addSuppressed(e);
            }
        }
        return new SkeinException(
                StandardErrorCode.PAGE_TRANSPORT_ERROR,
                "Could not read from worker " + address + ": " + failure.getMessage(),
                failure);
    }
}
