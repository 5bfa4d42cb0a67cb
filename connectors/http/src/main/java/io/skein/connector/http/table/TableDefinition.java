package io.skein.connector.http.table;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.skein.spi.connector.SchemaTableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table.
 *
 * @param query parameters that every request has
 * @param rows where the array of the rows is in a JSON document
 * @param source the definition as it was read, secrets filled in
 */
public record TableDefinition(
        SchemaTableName name,
        Optional<String> comment,
        UrlTemplate url,
        Format format,
        Map<String, String> headers,
        Map<String, String> query,
        JsonPointer rows,
        CsvForm csv,
        Paging paging,
        List<ColumnDefinition> columns,
        JsonNode source) {
    public TableDefinition {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        columns = List.copyOf(columns);
    }

    public Optional<ColumnDefinition> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }

    /** Its name alone: all else may be secret. */
    @Override
    public String toString() {
        return name.toString();
    }
}
