package io.skein.connector.memory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;

/**
 * A chunk on its way to a worker.
 *
 * @param chunk the columns that are wanted, by name
 * @param deleted which of its rows are no more
 */
record ChunkSplit(long id, Chunk chunk, BitSet deleted) {
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(id);
            byte[] gone = deleted.toByteArray();
            out.writeInt(gone.length);
            out.write(gone);
            chunk.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ChunkSplit decode(byte[] data) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(data))) {
            long id = in.readLong();
            BitSet deleted = BitSet.valueOf(in.readNBytes(in.readInt()));
            return new ChunkSplit(id, Chunk.read(in), deleted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
