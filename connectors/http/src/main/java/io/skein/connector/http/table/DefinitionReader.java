package io.skein.connector.http.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.skein.spi.connector.SchemaTableName;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table's definition as a JSON object, as {@code docs/http.md} describes it. Failures are {@link IllegalArgumentException}s. */
public final class DefinitionReader {
    private static final String DEFAULT_SCHEMA = "default";
    /** The client sets them, and they say where a request goes and ends. */
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "accept-encoding", "range");

    private DefinitionReader() {}

    /** @param name the table's, where the definition does not say it */
    public static TableDefinition read(JsonNode source, Optional<SchemaTableName> name) {
        JsonFields fields = JsonFields.of("it has", source);
        SchemaTableName table = new SchemaTableName(
                lower(fields.text("schemaName")
                        .or(() -> name.map(SchemaTableName::schema))
                        .orElse(DEFAULT_SCHEMA)),
                lower(fields.text("tableName")
                        .or(() -> name.map(SchemaTableName::table))
                        .orElseGet(() -> fields.required("tableName"))));
        UrlTemplate url = url(fields.required("url"));
        Format format = fields.choice("format", Format.class).orElse(Format.JSON);
        CsvForm csv = fields.object("csv").map(DefinitionReader::csv).orElse(CsvForm.USUAL);
        List<ColumnDefinition> columns = columns(fields, new ColumnReader(format, csv, url.placeholders()));
        TableDefinition definition = new TableDefinition(
                table,
                fields.text("comment"),
                url,
                format,
                headers(fields.texts("headers")),
                fields.texts("query"),
                fields.pointer("rows", ""),
                csv,
                fields.object("paging").map(PagingReader::read).orElseGet(Paging.None::new),
                columns,
                source);
        fields.end();
        check(definition);
        return definition;
    }

    private static UrlTemplate url(String text) {
        try {
            return UrlTemplate.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its url " + e.getMessage(), e);
        }
    }

    private static CsvForm csv(JsonFields fields) {
        CsvForm form = new CsvForm(
                fields.flag("header", CsvForm.USUAL.header()),
                fields.character("separator", CsvForm.USUAL.separator()),
                fields.character("quote", CsvForm.USUAL.quote()));
        fields.end();
        return form;
    }

    private static List<ColumnDefinition> columns(JsonFields fields, ColumnReader reader) {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (JsonNode column : fields.list("columns")) {
            ColumnDefinition read = reader.read(column, columns.size());
            if (columns.stream().anyMatch(other -> other.name().equals(read.name()))) {
                throw new IllegalArgumentException("it has two columns '" + read.name() + "'");
            }
            columns.add(read);
        }
        return columns;
    }

    private static Map<String, String> headers(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw new IllegalArgumentException("its header '" + name + "' is not one that can be sent");
            }
            if (OWN_HEADERS.contains(name.toLowerCase(Locale.ENGLISH))) {
                throw new IllegalArgumentException("its header '" + name + "' is not for definitions to set");
            }
        });
        return headers;
    }

    private static void check(TableDefinition definition) {
        for (String placeholder : definition.url().placeholders()) {
            if (definition.column(placeholder).isEmpty()) {
                throw new IllegalArgumentException(
                        "its url has the placeholder '" + placeholder + "', which is no column");
            }
        }
        boolean json = definition.format() == Format.JSON;
        if (!json
                && (!definition.rows().matches()
                        || definition.paging().captured().isPresent())) {
            throw new IllegalArgumentException("only JSON documents have pointers to rows, next links and cursors");
        }
        if (definition.format() == Format.PARQUET) {
            definition.columns().forEach(DefinitionReader::checkConstant);
            boolean asked = definition.columns().stream()
                    .anyMatch(column -> !column.parameters().equals(QueryParameters.NONE)
                            && !(column.source() instanceof ColumnDefinition.Input));
            if (!(definition.paging() instanceof Paging.None) || asked) {
                throw new IllegalArgumentException("a Parquet file has no pages and answers no conditions");
            }
        }
    }

    /** The kernel gets inputs as literals. */
    private static void checkConstant(ColumnDefinition column) {
        boolean nested = column.type() instanceof Type.Array
                || column.type() instanceof Type.MapOf
                || column.type() instanceof Type.Row
                || column.type() instanceof Type.TimestampWithTimeZone
                || column.type() == Type.Simple.VARBINARY
                || column.type() == Type.Simple.JSON;
        if (nested && column.source() instanceof ColumnDefinition.Input) {
            throw new IllegalArgumentException("its column '" + column.name() + "' has the type "
                    + column.type().displayName() + ", which inputs of Parquet tables cannot have");
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ENGLISH);
    }
}
