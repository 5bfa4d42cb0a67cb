package io.skein.connector.postgresql;

import io.skein.connector.sql.client.Database;
import io.skein.connector.sql.client.RemoteSession;
import io.skein.connector.sql.query.RemoteColumn;
import io.skein.connector.sql.query.SqlDialect;
import io.skein.connector.sql.value.VectorReader;
import io.skein.connector.sql.write.Staging;
import io.skein.spi.connector.PageSink;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * Fills a staging table: many rows a statement, which has an array of texts for each column. PostgreSQL casts them, so that each type is written as it
 * is printed. One transaction for all; what the sink ends with is the number of rows.
 */
final class PostgresPageSink implements PageSink {
    private static final int BATCH_ROWS = 10_000;
    private static final long BATCH_CHARACTERS = 4 << 20;

    private final Database database;
    private final List<RemoteColumn> columns;
    /** Where in a batch each column's values are. */
    private final List<Integer> places;

    private final String insert;
    private final List<List<@Nullable String>> batch = new ArrayList<>();
    private @Nullable RemoteSession session;
    private long characters;
    private long rows;

    PostgresPageSink(Database database, Staging staging, SqlDialect dialect) {
        this.database = database;
        this.columns = staging.rows().columns();
        List<String> given = StagedChange.given(staging);
        this.places =
                columns.stream().map(column -> given.indexOf(column.name())).toList();
        List<String> values = new ArrayList<>();
        List<String> arrays = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RemoteColumn column : columns) {
            String name = "v" + names.size();
            names.add(name);
            arrays.add("$" + names.size() + "::text[]");
            values.add("u." + name + "::" + column.remoteType());
        }
        this.insert = "INSERT INTO " + dialect.name(staging.table()) + " (" + staging.columns() + ") SELECT "
                + String.join(", ", values) + " FROM unnest(" + String.join(", ", arrays) + ") AS u("
                + String.join(", ", names) + ")";
        columns.forEach(_ -> batch.add(new ArrayList<>()));
    }

    @Override
    public void append(VectorSchemaRoot root) {
        for (int row = 0; row < root.getRowCount(); row++) {
            for (int i = 0; i < columns.size(); i++) {
                @Nullable
                Object value = VectorReader.get(
                        root.getVector(places.get(i)), row, columns.get(i).type());
                @Nullable String text = value == null ? null : text(value);
                batch.get(i).add(text);
                characters += text == null ? 0 : text.length();
            }
            if (batch.getFirst().size() >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
                flush();
            }
        }
    }

    private String text(Object value) {
        try {
            return PostgresText.of(value);
        } catch (IllegalArgumentException e) {
            throw database.failures().unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private void flush() {
        int size = batch.getFirst().size();
        if (size == 0) {
            return;
        }
        Tuple values = Tuple.tuple();
        batch.forEach(column -> {
            values.addArrayOfString(column.toArray(String[]::new));
            column.clear();
        });
        characters = 0;
        rows += size;
        session().run(insert, values);
    }

    private RemoteSession session() {
        if (session == null) {
            session = database.connect();
            session.begin("BEGIN");
        }
        return session;
    }

    @Override
    public List<byte[]> finish() {
        flush();
        if (session != null) {
            session.commit();
            session.close();
        }
        return List.of(ByteBuffer.allocate(Long.BYTES).putLong(rows).array());
    }

    @Override
    public void abort() {
        if (session != null) {
            session.close();
        }
    }
}
