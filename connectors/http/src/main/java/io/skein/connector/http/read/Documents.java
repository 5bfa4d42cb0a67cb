package io.skein.connector.http.read;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skein.connector.http.table.ColumnDefinition;
import org.jspecify.annotations.Nullable;

/** How JSON documents are read: numbers as they are, and no part of a document in a message about it. */
final class Documents {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Documents() {}

    /** The column's value in a row's document; NULL where there is nothing. */
    static @Nullable Object value(JsonNode row, ColumnDefinition column) {
        if (column.source() instanceof ColumnDefinition.InDocument(var pointer)) {
            return JsonValues.of(column.type(), column.form(), row.at(pointer));
        }
        throw new IllegalStateException("Not in documents: " + column.name());
    }
}
