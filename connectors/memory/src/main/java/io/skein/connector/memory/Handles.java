package io.skein.connector.memory;

import io.skein.spi.connector.TableHandle;
import java.nio.ByteBuffer;

/** The connector's part of handles: the table's id. */
final class Handles {
    private Handles() {}

    static TableHandle of(MemoryTable table) {
        return new TableHandle(table.metadata().name(), encode(table.id()));
    }

    static byte[] encode(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }

    static long id(byte[] data) {
        return ByteBuffer.wrap(data).getLong();
    }

    static long id(TableHandle table) {
        return id(table.data());
    }
}
