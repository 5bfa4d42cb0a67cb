package io.skein.connector.memory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a sink has taken, as it goes to the catalog service. */
sealed interface Fragment {
    /** Rows to be put in, columns by name. */
    record Inserted(Chunk chunk) implements Fragment {}

    /** Rows to be taken away, by their chunks' ids. */
    record Deleted(Map<Long, BitSet> rows) implements Fragment {}

    int INSERTED = 0;
    int DELETED = 1;

    default byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (this) {
                case Inserted(Chunk chunk) -> {
                    out.writeByte(INSERTED);
                    chunk.write(out);
                }
                case Deleted(Map<Long, BitSet> rows) -> {
                    out.writeByte(DELETED);
                    out.writeInt(rows.size());
                    for (Map.Entry<Long, BitSet> chunk : rows.entrySet()) {
                        out.writeLong(chunk.getKey());
                        byte[] places = chunk.getValue().toByteArray();
                        out.writeInt(places.length);
                        out.write(places);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Fragment decode(byte[] data) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(data))) {
            if (in.readByte() == INSERTED) {
                return new Inserted(Chunk.read(in));
            }
            Map<Long, BitSet> rows = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                long chunk = in.readLong();
                rows.put(chunk, BitSet.valueOf(in.readNBytes(in.readInt())));
            }
            return new Deleted(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
