package io.skein.connector.sql.write;

import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.RemoteQuery;
import io.skein.connector.sql.query.RemoteQueryCodec;
import io.skein.connector.sql.query.RemoteTable;
import io.skein.spi.connector.ChangedColumns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The table that sinks write into, beside the one that its rows are for. It goes in the transaction that its rows arrive by, so that while it is there
 * they have not.
 *
 * @param rows the staging table and the columns that are written
 * @param target the table's name in the same schema
 * @param changed what rows of the target are given; of those that are put into it, all
 */
public record Staging(Kind kind, RemoteQuery rows, String target, ChangedColumns changed) {
    /** What such tables' names begin with; no listing shows them. */
    public static final String PREFIX = "skein_staging_";

    /** What becomes of it in the end. */
    public enum Kind {
        /** Its rows go into the target. */
        INSERT,
        /** It becomes the target. */
        CREATE,
        /** It says what becomes of the target's rows. */
        CHANGE
    }

    static Staging of(Kind kind, RemoteTable target, List<RemoteColumn> columns) {
        List<String> names = columns.stream().map(RemoteColumn::name).toList();
        return of(kind, target, columns, new ChangedColumns(names, Set.of(), Set.copyOf(names)));
    }

    /** @param columns what says of rows what becomes of them, and what some row is given */
    public static Staging ofChanges(RemoteTable target, List<RemoteColumn> columns, ChangedColumns changed) {
        return of(Kind.CHANGE, target, columns, changed);
    }

    private static Staging of(Kind kind, RemoteTable target, List<RemoteColumn> columns, ChangedColumns changed) {
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "");
        return new Staging(
                kind, RemoteQuery.of(new RemoteTable(target.schema(), name), columns), target.table(), changed);
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

    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(kind.name());
            out.writeUTF(target);
            write(out, changed.all());
            write(out, changed.updated());
            write(out, changed.inserted());
            out.write(RemoteQueryCodec.encode(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static Staging decode(byte[] data) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(data))) {
            Kind kind = Kind.valueOf(in.readUTF());
            String target = in.readUTF();
            ChangedColumns changed = new ChangedColumns(names(in), Set.copyOf(names(in)), Set.copyOf(names(in)));
            return new Staging(kind, RemoteQueryCodec.decode(in.readAllBytes()), target, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, Collection<String> names) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    private static List<String> names(DataInputStream in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(in.readUTF());
        }
        return names;
    }
}
