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

    static byte[] encode(long id, WriteHandle.Rows rows) {
        return ByteBuffer.allocate(Long.BYTES + 1)
                .putLong(id)
                .put((byte) rows.ordinal())
                .array();
    }

    static long id(byte[] data) {
        return ByteBuffer.wrap(data).getLong();
    }

    static long id(TableHandle table) {
        return id(table.data());
    }

    static WriteHandle.Rows rows(WriteHandle write) {
        return WriteHandle.Rows.values()[write.data()[Long.BYTES]];
    }
}
