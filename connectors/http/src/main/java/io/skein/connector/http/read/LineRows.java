package io.skein.connector.http.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.skein.connector.http.table.ColumnDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JSON document for each row, one after the other. */
final class LineRows implements RowReader {
    private final JsonParser parser;
    private @Nullable JsonNode row;
    private int line;

    LineRows(InputStream body) throws IOException {
        this.parser = Documents.JSON.createParser(body);
    }

    @Override
    public boolean next() throws IOException {
        try {
            if (parser.nextToken() == null) {
                return false;
            }
            line = parser.currentTokenLocation().getLineNr();
            row = parser.readValueAsTree();
            return true;
        } catch (JsonProcessingException e) {
            throw MalformedDocument.of("NDJSON", e);
        }
    }

    @Override
    public @Nullable Object value(ColumnDefinition column) {
        return Documents.value(Objects.requireNonNull(row), column);
    }

    @Override
    public String place() {
        return "line " + line;
    }
}
