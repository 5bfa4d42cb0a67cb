package io.skein.connector.http.table;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.skein.spi.error.SkeinException;
import io.skein.spi.type.Type;
import io.skein.spi.type.TypeParser;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One of the {@code columns} of a definition. */
record ColumnReader(Format format, CsvForm csv, List<String> placeholders) {
    private static final int MICROS = 6;

    ColumnDefinition read(JsonNode node, int place) {
        String name = JsonFields.of("its column " + place + " has", node)
                .required("name")
                .toLowerCase(Locale.ENGLISH);
        JsonFields fields = JsonFields.of("its column '" + name + "' has", node);
        fields.required("name");
        Type type = type(fields.required("type"), name);
        ColumnDefinition.Source source = source(fields, name, place);
        QueryParameters parameters =
                fields.object("parameters").map(ColumnReader::parameters).orElse(QueryParameters.NONE);
        ColumnDefinition column = new ColumnDefinition(
                name,
                type,
                source,
                form(fields, name),
                parameters,
                fields.flag("hidden", false),
                fields.text("comment"));
        fields.end();
        if (source instanceof ColumnDefinition.Input
                && !placeholders.contains(name)
                && parameters.equal().isEmpty()) {
            throw new IllegalArgumentException(
                    "its column '" + name + "' is an input without a placeholder in the url or a parameter 'equal'");
        }
        return column;
    }

    private static Type type(String text, String column) {
        Type type;
        try {
            type = TypeParser.parse(text);
        } catch (SkeinException e) {
            throw new IllegalArgumentException("its column '" + column + "' has the unknown type " + text, e);
        }
        if (!readable(type)) {
            throw new IllegalArgumentException(
                    "its column '" + column + "' has the type " + type.displayName() + ", which documents do not hold");
        }
        return type;
    }

    private static boolean readable(Type type) {
        return switch (type) {
            case Type.Simple simple ->
                switch (simple) {
                    case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, VARBINARY, DATE, JSON, UUID -> true;
                    default -> false;
                };
            case Type.Decimal _, Type.Varchar _, Type.Char _ -> true;
            case Type.Time(int precision) -> precision <= MICROS;
            case Type.Timestamp(int precision) -> precision <= MICROS;
            case Type.TimestampWithTimeZone(int precision) -> precision <= MICROS;
            case Type.Array(Type element) -> readable(element);
            case Type.MapOf(Type key, Type value) -> key instanceof Type.Varchar && readable(value);
            case Type.Row(List<Type.Field> fields) ->
                fields.stream().allMatch(field -> field.name().isPresent() && readable(field.type()));
            case Type.TimeWithTimeZone _, Type.QDigest _, Type.Function _ -> false;
        };
    }

    /** A placeholder's value is in documents only if a mapping says where. */
    private ColumnDefinition.Source source(JsonFields fields, String name, int place) {
        Optional<String> mapping = fields.text("mapping");
        Optional<String> absent = fields.text("default");
        boolean input = fields.flag("input", placeholders.contains(name));
        if (input) {
            if (mapping.isPresent()) {
                throw new IllegalArgumentException(
                        "its column '" + name + "' has a mapping, though its value is what the statement asks for");
            }
            return new ColumnDefinition.Input(absent);
        }
        if (absent.isPresent() || placeholders.contains(name)) {
            throw new IllegalArgumentException(
                    "its column '" + name + "' must be an input to have a default or to be in the url");
        }
        return switch (format) {
            case JSON, NDJSON ->
                new ColumnDefinition.InDocument(mapping.isPresent() ? fields.pointer("mapping", "") : field(name));
            case CSV -> csv.header() ? new ColumnDefinition.NamedField(mapping.orElse(name)) : numbered(fields, place);
            case PARQUET -> {
                if (mapping.isPresent()) {
                    throw new IllegalArgumentException(
                            "its column '" + name + "' has a mapping, but columns of Parquet files go by name");
                }
                yield new ColumnDefinition.InFile();
            }
        };
    }

    private static JsonPointer field(String name) {
        return JsonPointer.empty().appendProperty(name);
    }

    private static ColumnDefinition.Source numbered(JsonFields fields, int place) {
        return new ColumnDefinition.NumberedField(Math.toIntExact(fields.number("mapping", place, 0)));
    }

    private static DateTimeForm form(JsonFields fields, String name) {
        Optional<String> hint = fields.text("formatHint");
        String form = fields.text("dataFormat").orElse("iso8601");
        if (hint.isPresent() && !form.equals("custom-date-time")) {
            throw new IllegalArgumentException("its column '" + name + "' has a formatHint without custom-date-time");
        }
        return switch (form) {
            case "iso8601" -> new DateTimeForm.Iso8601();
            case "seconds-since-epoch" -> new DateTimeForm.Epoch(DateTimeForm.Unit.SECONDS);
            case "milliseconds-since-epoch" -> new DateTimeForm.Epoch(DateTimeForm.Unit.MILLISECONDS);
            case "custom-date-time" ->
                new DateTimeForm.Pattern(pattern(hint.orElseThrow(() -> new IllegalArgumentException(
                        "its column '" + name + "' needs a formatHint, the pattern of its dates"))));
            default ->
                throw new IllegalArgumentException("its column '" + name
                        + "' has a bad 'dataFormat', which is not one of iso8601, seconds-since-epoch,"
                        + " milliseconds-since-epoch, custom-date-time");
        };
    }

    private static DateTimeFormatter pattern(String text) {
        try {
            return DateTimeFormatter.ofPattern(text, Locale.ENGLISH).withZone(ZoneOffset.UTC);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its formatHint '" + text + "' is no pattern of dates", e);
        }
    }

    private static QueryParameters parameters(JsonFields fields) {
        QueryParameters parameters = new QueryParameters(
                fields.text("equal"),
                fields.choice("in", QueryParameters.ValueList.class),
                fields.text("atLeast"),
                fields.text("above"),
                fields.text("atMost"),
                fields.text("below"));
        fields.end();
        if (parameters.list().isPresent() && parameters.equal().isEmpty()) {
            throw new IllegalArgumentException("its parameters have an 'in' without an 'equal', the parameter's name");
        }
        return parameters;
    }
}
