package io.skein.connector.http.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.skein.connector.http.table.ColumnDefinition;
import io.skein.connector.http.table.CsvForm;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a CSV document. A field without quotes and without text is NULL. */
final class CsvRows implements RowReader {
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final MappingIterator<@Nullable String[]> lines;
    private final Map<String, Integer> header = new HashMap<>();
    private @Nullable String[] fields = {};
    private int width = -1;
    private long number;

    CsvRows(InputStream body, CsvForm form, List<ColumnDefinition> columns) throws IOException {
        CsvSchema schema =
                CsvSchema.emptySchema().withColumnSeparator(form.separator()).withQuoteChar(form.quote());
        this.lines = MAPPER.readerFor(String[].class).with(schema).readValues(body);
        if (form.header() && line()) {
            for (int i = 0; i < fields.length; i++) {
                header.putIfAbsent(String.valueOf(fields[i]), i);
            }
            for (ColumnDefinition column : columns) {
                if (column.source() instanceof ColumnDefinition.NamedField(String field)
                        && !header.containsKey(field)) {
                    throw new MalformedDocument("answered with CSV whose header has no '" + field + "'");
                }
            }
        }
    }

    @Override
    public boolean next() throws IOException {
        if (!line()) {
            return false;
        }
        number++;
        return true;
    }

    private boolean line() throws IOException {
        try {
            if (!lines.hasNextValue()) {
                return false;
            }
            fields = lines.nextValue();
        } catch (JsonProcessingException e) {
            throw MalformedDocument.of("CSV", e);
        }
        if (width < 0) {
            width = fields.length;
        } else if (fields.length != width) {
            throw new MalformedDocument("answered with malformed CSV: row " + (number + 1) + " has " + fields.length
                    + " fields, those before have " + width);
        }
        return true;
    }

    @Override
    public @Nullable Object value(ColumnDefinition column) {
        @Nullable
        String text = field(
                switch (column.source()) {
                    case ColumnDefinition.NamedField(String name) -> header.getOrDefault(name, -1);
                    case ColumnDefinition.NumberedField(int place) -> place;
                    default -> throw new IllegalStateException("Not in CSV: " + column.name());
                });
        return text == null ? null : JsonValues.ofText(column.type(), column.form(), text);
    }

    private @Nullable String field(int place) {
        if (place < 0 || place >= fields.length) {
            throw new IllegalArgumentException("is field " + place + ", which is not there");
        }
        return fields[place];
    }

    @Override
    public String place() {
        return "row " + number;
    }
}
