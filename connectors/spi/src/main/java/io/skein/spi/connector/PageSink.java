package io.skein.spi.connector;

import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Takes batches on a worker. */
public interface PageSink {
    /** Takes the batch's rows; the root stays the caller's. */
    void append(VectorSchemaRoot batch);

    /** Ends the sink; what it returns goes to {@link ConnectorWrite#finish}. */
    List<byte[]> finish();

    /** Drops what was taken and releases all. */
    void abort();
}
