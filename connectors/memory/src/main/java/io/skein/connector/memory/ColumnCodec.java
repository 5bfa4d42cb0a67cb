package io.skein.connector.memory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/** One vector as an IPC record batch message without its schema: buffers go by position, names of nested fields do not matter. */
final class ColumnCodec {
    private ColumnCodec() {}

    static byte[] encode(FieldVector vector) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Not closed: it would take the vector along, which is the caller's.
        @SuppressWarnings("resource")
        VectorSchemaRoot root = VectorSchemaRoot.of(vector);
        root.setRowCount(vector.getValueCount());
        try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch();
                WriteChannel channel = new WriteChannel(Channels.newChannel(bytes))) {
            MessageSerializer.serialize(channel, batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Fills the vector, whose type has to be the encoded one's. */
    static void decode(byte[] data, FieldVector vector, BufferAllocator allocator) {
        @SuppressWarnings("resource")
        VectorSchemaRoot root = VectorSchemaRoot.of(vector);
        try (ReadChannel channel = new ReadChannel(Channels.newChannel(new ByteArrayInputStream(data)));
                ArrowRecordBatch batch = MessageSerializer.deserializeRecordBatch(channel, allocator)) {
            new VectorLoader(root).load(batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
