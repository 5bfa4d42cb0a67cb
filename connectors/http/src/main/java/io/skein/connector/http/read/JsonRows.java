package io.skein.connector.http.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.skein.connector.http.table.ColumnDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a JSON document, which is never in memory as a whole: the array at a pointer, and one value beside it. */
final class JsonRows implements RowReader {
    private final JsonParser parser;
    private final JsonPointer rows;
    private final Optional<JsonPointer> wanted;
    private @Nullable JsonNode row;
    private @Nullable String captured;
    private boolean found;
    private boolean inside;
    private boolean ended;
    private long number;

    JsonRows(InputStream body, JsonPointer rows, Optional<JsonPointer> wanted) throws IOException {
        this.parser = Documents.JSON.createParser(body);
        this.rows = rows;
        this.wanted = wanted;
    }

    @Override
    public boolean next() throws IOException {
        try {
            return advance();
        } catch (JsonProcessingException e) {
            throw MalformedDocument.of("JSON", e);
        }
    }

    private boolean advance() throws IOException {
        while (!ended) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                ended = true;
            } else if (inside) {
                if (token != JsonToken.END_ARRAY) {
                    row = parser.readValueAsTree();
                    number++;
                    return true;
                }
                inside = false;
            } else if (token != JsonToken.FIELD_NAME && !token.isStructEnd()) {
                value(token);
            }
        }
        if (!found) {
            throw new MalformedDocument("answered with a document that has no rows at '" + rows + "'");
        }
        return false;
    }

    private void value(JsonToken token) throws IOException {
        JsonPointer place = parser.getParsingContext().pathAsPointer();
        if (token.isStructStart()) {
            // The context is the structure's own already.
            place = structure();
        }
        if (place.equals(rows)) {
            if (token == JsonToken.START_ARRAY) {
                found = true;
                inside = true;
                return;
            }
            if (token != JsonToken.VALUE_NULL) {
                throw new MalformedDocument("answered with a document that has no array at '" + rows + "'");
            }
            found = true;
        } else if (wanted.isPresent() && place.equals(wanted.get())) {
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                captured = parser.getText();
            }
        } else if (token.isStructStart()
                && !leads(place, rows)
                && !wanted.filter(at -> leads(structure(), at)).isPresent()) {
            parser.skipChildren();
        }
    }

    private JsonPointer structure() {
        return parser.getParsingContext().getParent().pathAsPointer();
    }

    private static boolean leads(JsonPointer place, JsonPointer target) {
        return target.toString().startsWith(place + "/");
    }

    @Override
    public @Nullable Object value(ColumnDefinition column) {
        JsonNode node = java.util.Objects.requireNonNull(row);
        return Documents.value(node, column);
    }

    @Override
    public String place() {
        return "row " + number;
    }

    @Override
    public Optional<String> captured() {
        return Optional.ofNullable(captured);
    }
}
