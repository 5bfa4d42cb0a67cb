package io.skein.coordinator.protocol.trino;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.skein.coordinator.protocol.value.DateTimeForm;
import io.skein.coordinator.protocol.value.RowEncoder;
import io.skein.spi.type.Type;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The rows of one page as a JSON array, up to a size. */
final class DataWriter implements AutoCloseable {
    private static final int CHECK_EVERY = 64;

    private final ByteArrayBuilder bytes = new ByteArrayBuilder();
    private final JsonGenerator json;
    private final long target;
    private long rows;
    private boolean full;

    DataWriter(JsonFactory factory, long target) throws IOException {
        this.json = factory.createGenerator(bytes);
        this.target = target;
        json.writeStartArray();
    }

    /** Writes rows of the batch from {@code start} on and answers the first that was not written. */
    int write(List<Type> types, VectorSchemaRoot batch, int start, DateTimeForm form) throws IOException {
        RowEncoder encoder = new RowEncoder(types, batch, form);
        int end = batch.getRowCount();
        int row = start;
        while (row < end && !full) {
            encoder.write(json, row);
            row++;
            rows++;
            full = rows % CHECK_EVERY == 0 && bytes.size() + json.getOutputBuffered() >= target;
        }
        return row;
    }

    boolean full() {
        return full;
    }

    boolean empty() {
        return rows == 0;
    }

    byte[] finish() throws IOException {
        json.writeEndArray();
        json.flush();
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        json.close();
        bytes.release();
    }
}
