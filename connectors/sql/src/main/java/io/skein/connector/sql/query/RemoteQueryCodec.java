package io.skein.connector.sql.query;

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

/** A remote query as the bytes of a handle or a split. */
public final class RemoteQueryCodec {
    private RemoteQueryCodec() {}

    public static byte[] encode(RemoteQuery query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, query.from().schema());
            write(out, query.from().table());
            out.writeInt(query.columns().size());
            for (RemoteColumn column : query.columns()) {
                write(out, column.name());
                write(out, column.expression());
                write(out, column.remoteType());
                write(out, column.type().displayName());
                write(out, column.comparison().name());
            }
            write(out, query.where());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static RemoteQuery decode(byte[] data) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(data))) {
            RemoteTable from = new RemoteTable(text(in), text(in));
            int count = in.readInt();
            List<RemoteColumn> columns = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                columns.add(new RemoteColumn(
                        text(in), text(in), text(in), TypeParser.parse(text(in)), Comparison.valueOf(text(in))));
            }
            return new RemoteQuery(from, columns, texts(in));
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
