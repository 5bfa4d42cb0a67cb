package io.skein.coordinator.protocol.trino;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.coordinator.fragment.Fragment.OutputColumn;
import io.skein.coordinator.protocol.value.ClientType;
import io.skein.coordinator.protocol.value.DateTimeForm;
import io.skein.spi.error.SkeinException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one query's pages: what Trino's clients know as QueryResults. */
final class PageWriter {
    static final byte[] NO_DATA = {};

    private final JsonFactory factory;
    private final String query;
    private final DateTimeForm form;

    PageWriter(JsonFactory factory, String query, DateTimeForm form) {
        this.factory = factory;
        this.query = query;
        this.form = form;
    }

    /** No rows and not the end: how far it is. */
    Page progress(long token, QueryInfo info, PageTarget at, URI next) throws IOException {
        return new Page(token, json(info, at, next, null, NO_DATA, null), List.of(), false);
    }

    Page rows(long token, QueryInfo info, PageTarget at, List<OutputColumn> columns, byte[] data) throws IOException {
        URI next = at.next(query, token + 1);
        return new Page(token, json(info, at, next, columns, data, null), List.of(), false);
    }

    Page last(long token, QueryInfo info, PageTarget at, List<OutputColumn> columns, byte[] data) throws IOException {
        return new Page(
                token, json(info, at, null, columns, data, null), SessionChangeHeaders.of(info.sessionChanges()), true);
    }

    Page failure(long token, QueryInfo info, PageTarget at, SkeinException failure) throws IOException {
        return new Page(
                token,
                json(info, at, null, null, NO_DATA, failure),
                SessionChangeHeaders.of(info.sessionChanges()),
                true);
    }

    private byte[] json(
            QueryInfo info,
            PageTarget at,
            @Nullable URI next,
            @Nullable List<OutputColumn> columns,
            byte[] data,
            @Nullable SkeinException failure)
            throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder(data.length + 2048);
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("id", query);
            out.writeStringField("infoUri", at.info(query).toString());
            if (next != null) {
                out.writeStringField("partialCancelUri", at.partialCancel(query).toString());
                out.writeStringField("nextUri", next.toString());
            }
            // An empty list tells the JDBC driver that there are no rows to come; a missing one, that nothing is known
            // yet.
            if (columns != null) {
                columns(out, columns);
            }
            if (data.length > 0) {
                out.writeFieldName("data");
                out.writeRawValue(new SerializedString(""));
                out.flush();
                bytes.write(data);
            }
            out.writeFieldName("stats");
            StatisticsWriter.write(out, info, failure != null);
            if (failure != null) {
                out.writeFieldName("error");
                FailureWriter.write(out, failure);
            }
            out.writeArrayFieldStart("warnings");
            out.writeEndArray();
            if (info.updateType().isPresent()) {
                out.writeStringField("updateType", info.updateType().get());
            }
            if (info.updateCount().isPresent()) {
                out.writeNumberField("updateCount", info.updateCount().getAsLong());
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void columns(JsonGenerator out, List<OutputColumn> columns) throws IOException {
        out.writeArrayFieldStart("columns");
        for (OutputColumn column : columns) {
            out.writeStartObject();
            out.writeStringField("name", column.name());
            out.writeStringField("type", ClientType.text(column.type(), form));
            out.writeFieldName("typeSignature");
            ClientType.writeSignature(out, column.type(), form);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
