package io.skein.connector.memory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Some rows: each column's buffers as an Arrow IPC record batch message. A column that is not there is all NULL, as it was not among the columns
 * of the INSERT.
 */
record Chunk(int rows, Map<String, byte[]> columns) {
    /** What a chunk may have at most, unless it is a single row: it has to fit into a message. */
    static final int MAX_BYTES = 1 << 20;

    Chunk {
        columns = Map.copyOf(columns);
    }

    long bytes() {
        return columns.values().stream().mapToLong(column -> column.length).sum();
    }

    /** With these columns only, under other names. */
    Chunk renamed(Map<String, String> names) {
        Map<String, byte[]> renamed = new LinkedHashMap<>();
        names.forEach((name, newName) -> {
            byte[] data = columns.get(name);
            if (data != null) {
                renamed.put(newName, data);
            }
        });
        return new Chunk(rows, renamed);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(rows);
        out.writeInt(columns.size());
        for (Map.Entry<String, byte[]> column : columns.entrySet()) {
            out.writeUTF(column.getKey());
            out.writeInt(column.getValue().length);
            out.write(column.getValue());
        }
    }

    static Chunk read(DataInputStream in) throws IOException {
        int rows = in.readInt();
        int count = in.readInt();
        Map<String, byte[]> columns = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            byte[] column = new byte[in.readInt()];
            in.readFully(column);
            columns.put(name, column);
        }
        return new Chunk(rows, columns);
    }
}
