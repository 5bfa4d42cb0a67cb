package io.skein.connector.sql.query;

import io.skein.connector.sql.query.RemoteRelation.Derived;
import io.skein.spi.type.TypeParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A remote query as the bytes of a handle or a split. */
public final class RemoteQueryCodec {
    private static final long UNLIMITED = -1;

    private RemoteQueryCodec() {}

    public static byte[] encode(RemoteQuery query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (query.from()) {
                case RemoteTable(String schema, String table) -> {
                    out.writeBoolean(true);
                    write(out, schema);
                    write(out, table);
                }
                case Derived(String sql) -> {
                    out.writeBoolean(false);
                    write(out, sql);
                }
            }
            out.writeInt(query.columns().size());
            for (RemoteColumn column : query.columns()) {
                write(out, column.name());
                write(out, column.expression());
                write(out, column.remoteType());
                write(out, column.type().displayName());
                write(out, column.comparison().name());
            }
            write(out, query.where());
            out.writeBoolean(query.groupBy().isPresent());
            write(out, query.groupBy().orElse(List.of()));
            write(out, query.orderBy());
            out.writeLong(query.limit().orElse(UNLIMITED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static RemoteQuery decode(byte[] data) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(data))) {
            RemoteRelation from = in.readBoolean() ? new RemoteTable(text(in), text(in)) : new Derived(text(in));
            int count = in.readInt();
            List<RemoteColumn> columns = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                columns.add(new RemoteColumn(
                        text(in), text(in), text(in), TypeParser.parse(text(in)), Comparison.valueOf(text(in))));
            }
            List<String> where = texts(in);
            boolean grouped = in.readBoolean();
            List<String> keys = texts(in);
            List<String> orderBy = texts(in);
            long limit = in.readLong();
            return new RemoteQuery(
                    from,
                    columns,
                    where,
                    grouped ? Optional.of(keys) : Optional.empty(),
                    orderBy,
                    limit == UNLIMITED ? OptionalLong.empty() : OptionalLong.of(limit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            write(out, text);
        }
    }

    /** Not as {@link DataOutputStream#writeUTF} does it, which ends at 64 kB: conditions may be longer. */
    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text(in));
        }
        return texts;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
