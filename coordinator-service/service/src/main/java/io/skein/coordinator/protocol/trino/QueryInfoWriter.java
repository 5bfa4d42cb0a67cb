package io.skein.coordinator.protocol.trino;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.coordinator.dispatch.QueryInfo;
import io.skein.coordinator.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What {@code /v1/query} tells of a query. */
final class QueryInfoWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private QueryInfoWriter() {}

    static byte[] list(List<QueryInfo> queries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartArray();
            for (QueryInfo query : queries) {
                write(out, query);
            }
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }

    static byte[] one(QueryInfo query) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            write(out, query);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, QueryInfo query) throws IOException {
        out.writeStartObject();
        out.writeStringField("queryId", query.id().value());
        out.writeStringField("state", query.state().name());
        out.writeStringField("query", query.sql());
        out.writeFieldName("session");
        session(out, query.session());
        out.writeStringField("createTime", query.created().toString());
        if (query.ended().isPresent()) {
            out.writeStringField("endTime", query.ended().get().toString());
        }
        if (query.updateType().isPresent()) {
            out.writeStringField("updateType", query.updateType().get());
        }
        out.writeFieldName("queryStats");
        StatisticsWriter.write(out, query, query.failure().isPresent());
        out.writeFieldName("dynamicFiltersStats");
        DynamicFiltersWriter.write(out, query.statistics().dynamicFilters());
        if (query.failure().isPresent()) {
            out.writeStringField(
                    "errorType", query.failure().get().code().type().name());
            out.writeFieldName("error");
            FailureWriter.write(out, query.failure().get());
        }
        out.writeEndObject();
    }

    private static void session(JsonGenerator out, Session session) throws IOException {
        out.writeStartObject();
        out.writeStringField("user", session.user());
        text(out, "source", session.source());
        text(out, "catalog", session.catalog());
        text(out, "schema", session.schema());
        text(out, "traceToken", session.traceToken());
        text(out, "clientInfo", session.clientInfo());
        out.writeStringField("timeZone", session.timeZone().getId());
        out.writeObjectFieldStart("systemProperties");
        for (var property : session.properties().entrySet()) {
            out.writeStringField(property.getKey(), property.getValue());
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(field, value.get());
        }
    }
}
