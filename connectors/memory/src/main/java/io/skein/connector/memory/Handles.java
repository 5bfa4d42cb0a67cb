package io.skein.connector.memory;

import io.skein.spi.connector.TableHandle;
import io.skein.spi.connector.WriteHandle;
import java.nio.ByteBuffer;

/** The connector's part of handles: the table's id, and of a write what its sinks get. */
final class Handles {
    private Handles() {}

    static TableHandle of(MemoryTable table) {
        return new TableHandle(
                table.metadata().name(),
                ByteBuffer.allocate(Long.BYTES).putLong(table.id()).array());
    }

    /** @param write its number: whoever ends one write must not end another */
    static byte[] encode(long id, WriteHandle.Rows rows, long write) {
        return ByteBuffer.allocate(Long.BYTES + 1 + Long.BYTES)
                .putLong(id)
                .put((byte) (rows.changes() ? 1 : 0))
                .putLong(write)
                .array();
    }

    static long id(byte[] data) {
        return ByteBuffer.wrap(data).getLong();
    }

    static long id(TableHandle table) {
        return id(table.data());
    }

    /** Whether the sinks of the write get rows with what becomes of them. */
    static boolean changes(WriteHandle write) {
        return write.data()[Long.BYTES] == 1;
    }
}
