package io.skein.connector.iceberg.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.connector.iceberg.metadata.LibraryRows.NamedValues;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.iceberg.SingleValueParser;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** A file's metrics as one JSON object: for each column its sizes, counts and bounds. */
final class ReadableMetrics {
    static final String COLUMN = "readable_metrics";

    private static final JsonFactory JSON = new JsonFactory();

    private ReadableMetrics() {}

    static @Nullable String json(NamedValues row) {
        @Nullable NamedValues metrics = row.row(COLUMN);
        if (metrics == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (NestedField column : metrics.struct().fields()) {
                json.writeFieldName(column.name());
                write(metrics.row(column.name()), json);
            }
            json.writeEndObject();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return text.toString();
    }

    private static void write(@Nullable NamedValues column, JsonGenerator json) throws IOException {
        if (column == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        for (NestedField metric : column.struct().fields()) {
            json.writeFieldName(metric.name());
            @Nullable Object value = column.value(metric.name());
            if (value == null) {
                json.writeNull();
            } else {
                SingleValueParser.toJson(metric.type(), value, json);
            }
        }
        json.writeEndObject();
    }
}
