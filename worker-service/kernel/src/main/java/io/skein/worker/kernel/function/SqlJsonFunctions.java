package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.JavaFunction.BOOLEAN;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.function.SqlJsonPath.PathException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON_EXISTS, JSON_VALUE, JSON_QUERY and the rows of JSON_TABLE. Each takes the input, a path, the path's parameters as a JSON object and what to do
 * where there is nothing or an error. JSON_VALUE and JSON_QUERY answer a marked text, since what stands for an empty or failed result may be any
 * expression: {@code E} for empty, {@code R} for an error, {@code N} for null, else a letter for the kind ({@code V} text, {@code I} whole number,
 * {@code D} double, {@code M} decimal, {@code B} boolean) and the value.
 */
final class SqlJsonFunctions {
    private SqlJsonFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_sql_json_exists",
                        BOOLEAN,
                        row -> exists(() -> items(row), row.text(3)),
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_sql_json_value",
                        TEXT,
                        row -> value(() -> items(row), row.text(3), row.text(4)),
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_sql_json_query",
                        TEXT,
                        row -> query(() -> items(row), row.text(3), row.text(4), row.text(5), row.text(6)),
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_sql_json_table",
                        TEXT,
                        row -> table(row.text(0), row.text(1), row.text(2), row.text(3)),
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT));
    }

    /** The items at the end of the path; fails with a {@link PathException}. */
    private interface Items {
        List<JsonNode> find();
    }

    private static List<JsonNode> items(Row row) {
        return SqlJsonPath.evaluate(row.text(1), input(row.text(0)), parameters(row.text(2)));
    }

    private static JsonNode input(String text) {
        try {
            return JsonFunctions.read(text);
        } catch (IllegalArgumentException e) {
            throw new PathException("");
        }
    }

    private static Map<String, JsonNode> parameters(String text) {
        Map<String, JsonNode> parameters = new HashMap<>();
        if (!text.isEmpty()) {
            input(text).properties().forEach(field -> parameters.put(field.getKey(), field.getValue()));
        }
        return parameters;
    }

    private static RuntimeException failed(PathException e) {
        return String.valueOf(e.getMessage()).isEmpty()
                ? Failures.failure(StandardErrorCode.JSON_INPUT_CONVERSION_ERROR, "conversion to JSON failed: ")
                : Failures.failure(
                        StandardErrorCode.PATH_EVALUATION_ERROR, "path evaluation failed: " + e.getMessage());
    }

    private static @Nullable Object exists(Items path, String onError) {
        try {
            return !path.find().isEmpty();
        } catch (PathException e) {
            return switch (onError) {
                case "TRUE" -> true;
                case "UNKNOWN" -> null;
                case "ERROR" -> throw failed(e);
                default -> false;
            };
        }
    }

    private static String value(Items path, String onEmpty, String onError) {
        return marked(path, onError, items -> {
            if (items.isEmpty()) {
                return otherwise(onEmpty, "E", notScalar("JSON path found no items"));
            }
            JsonNode item = items.getFirst();
            if (items.size() > 1) {
                return otherwise(onError, "R", notScalar("JSON path found multiple items"));
            }
            if (item.isContainerNode()) {
                return otherwise(
                        onError, "R", notScalar("JSON path found an item that cannot be converted to an SQL value"));
            }
            return item.isNull() ? "N" : scalar(item);
        });
    }

    private static String scalar(JsonNode item) {
        if (item instanceof DecimalNode) {
            return "M" + item.decimalValue().toPlainString();
        }
        if (item.isFloatingPointNumber()) {
            return "D" + NumberFunctions.text(item.doubleValue());
        }
        String mark = item.isIntegralNumber() && item.canConvertToLong() ? "I" : item.isBoolean() ? "B" : "V";
        return mark + item.asText();
    }

    private static String query(Items path, String wrapper, String quotes, String onEmpty, String onError) {
        return marked(path, onError, items -> {
            boolean wrapped = wrapper.equals("UNCONDITIONAL")
                    || wrapper.equals("CONDITIONAL")
                            && (items.size() != 1 || !items.getFirst().isContainerNode());
            if (items.isEmpty()) {
                return otherwise(onEmpty, "E", notJson("JSON path found no items"));
            }
            if (wrapped) {
                return "V" + items.stream().map(JsonNode::toString).collect(Collectors.joining(",", "[", "]"));
            }
            if (items.size() > 1) {
                return otherwise(onError, "R", notJson("JSON path found multiple items"));
            }
            JsonNode item = items.getFirst();
            return "V" + (item.isTextual() && quotes.equals("OMIT") ? item.textValue() : item.toString());
        });
    }

    private static String marked(Items path, String onError, Function<List<JsonNode>, String> result) {
        List<JsonNode> items;
        try {
            items = path.find();
        } catch (PathException e) {
            return otherwise(onError, "R", failed(e));
        }
        return result.apply(items);
    }

    private static String otherwise(String behavior, String mark, RuntimeException failure) {
        if (behavior.equals("ERROR")) {
            throw failure;
        }
        return mark;
    }

    private static RuntimeException notScalar(String reason) {
        return Failures.failure(
                StandardErrorCode.JSON_VALUE_RESULT_ERROR, "cannot extract SQL scalar from JSON: " + reason);
    }

    private static RuntimeException notJson(String reason) {
        return Failures.failure(
                StandardErrorCode.JSON_OUTPUT_CONVERSION_ERROR, "conversion from JSON failed: " + reason);
    }

    private static String table(String text, String plan, String parameters, String onError) {
        try {
            return new JsonTableRows(JsonFunctions.read(plan), parameters(parameters)).of(input(text));
        } catch (PathException e) {
            return otherwise(onError, "[]", failed(e));
        }
    }
}
