package io.skein.connector.postgresql;

import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A part of a scan.
 *
 * @param snapshot the moment that all parts see, by the server's name for it; empty for a scan that has no other parts
 */
record PostgresSplit(Optional<String> snapshot, RemoteQuery query) {
    byte[] encode() {
        byte[] name = snapshot.orElse("").getBytes(StandardCharsets.UTF_8);
        byte[] rows = RemoteQueryCodec.encode(query);
        return ByteBuffer.allocate(Integer.BYTES + name.length + rows.length)
                .putInt(name.length)
                .put(name)
                .put(rows)
                .array();
    }

    static PostgresSplit decode(byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data);
        byte[] name = new byte[bytes.getInt()];
        bytes.get(name);
        byte[] rows = new byte[bytes.remaining()];
        bytes.get(rows);
        return new PostgresSplit(
                Optional.of(new String(name, StandardCharsets.UTF_8)).filter(text -> !text.isEmpty()),
                RemoteQueryCodec.decode(rows));
    }
}
