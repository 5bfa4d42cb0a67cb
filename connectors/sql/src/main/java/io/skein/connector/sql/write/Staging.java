package io.skein.connector.sql.write;

import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.RemoteTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * The table that sinks write into, beside the one that its rows are for. It goes in the transaction that its rows arrive by, so that while it is there
 * they have not.
 *
 * @param rows the staging table and the columns that are written
 * @param target the table's name in the same schema
 */
public record Staging(Kind kind, RemoteQuery rows, String target) {
    /** What such tables' names begin with; no listing shows them. */
    public static final String PREFIX = "skein_staging_";

    /** What becomes of it in the end. */
    public enum Kind {
        /** Its rows go into the target. */
        INSERT,
        /** It becomes the target. */
        CREATE
    }

    static Staging of(Kind kind, RemoteTable target, List<RemoteColumn> columns) {
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "");
        return new Staging(kind, RemoteQuery.of(new RemoteTable(target.schema(), name), columns), target.table());
    }

    public RemoteTable table() {
        return rows.table();
    }

    public RemoteTable targetTable() {
        return new RemoteTable(table().schema(), target);
    }

    /** The columns' names, quoted. */
    public String columns() {
        return String.join(
                ", ", rows.columns().stream().map(RemoteColumn::expression).toList());
    }

    byte[] encode() {
        byte[] name = target.getBytes(StandardCharsets.UTF_8);
        byte[] query = RemoteQueryCodec.encode(rows);
        return ByteBuffer.allocate(2 * Integer.BYTES + name.length + query.length)
                .putInt(kind.ordinal())
                .putInt(name.length)
                .put(name)
                .put(query)
                .array();
    }

    public static Staging decode(byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data);
        Kind kind = Kind.values()[bytes.getInt()];
        byte[] name = new byte[bytes.getInt()];
        bytes.get(name);
        byte[] query = new byte[bytes.remaining()];
        bytes.get(query);
        return new Staging(kind, RemoteQueryCodec.decode(query), new String(name, StandardCharsets.UTF_8));
    }
}
