package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.JavaFunction.BOOLEAN;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import io.skein.spi.error.StandardErrorCode;
import io.skein.worker.kernel.function.SqlJsonPath.PathException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON_EXISTS, JSON_VALUE and JSON_QUERY. The last two answer a marked text, since what stands for an empty or failed result may be any expression:
 * {@code V} and the value, {@code E} for empty, {@code R} for an error, {@code N} for null.
 */
final class SqlJsonFunctions {
    private SqlJsonFunctions() {}

    static List<JavaFunction> all() {
        return List.of(
                JavaFunction.of(
                        "skein_sql_json_exists",
                        BOOLEAN,
                        row -> exists(row.text(0), row.text(1), row.text(2)),
                        TEXT,
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_sql_json_value",
                        TEXT,
                        row -> value(row.text(0), row.text(1), row.text(2), row.text(3)),
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT),
                JavaFunction.of(
                        "skein_sql_json_query",
                        TEXT,
                        row -> query(row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)),
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT,
                        TEXT));
    }

    private static JsonNode input(String text) {
        try {
            return JsonFunctions.read(text);
        } catch (IllegalArgumentException e) {
            throw new PathException("");
        }
    }

    private static RuntimeException failed(PathException e) {
        return String.valueOf(e.getMessage()).isEmpty()
                ? Failures.failure(StandardErrorCode.JSON_INPUT_CONVERSION_ERROR, "conversion to JSON failed: ")
                : Failures.failure(
                        StandardErrorCode.PATH_EVALUATION_ERROR, "path evaluation failed: " + e.getMessage());
    }

    private static @Nullable Object exists(String text, String path, String onError) {
        try {
            return !SqlJsonPath.evaluate(path, input(text)).isEmpty();
        } catch (PathException e) {
            return switch (onError) {
                case "TRUE" -> true;
                case "UNKNOWN" -> null;
                case "ERROR" -> throw failed(e);
                default -> false;
            };
        }
    }

    private static String value(String text, String path, String onEmpty, String onError) {
        try {
            List<JsonNode> items = SqlJsonPath.evaluate(path, input(text));
            if (items.isEmpty()) {
                if (onEmpty.equals("ERROR")) {
                    throw Failures.failure(
                            StandardErrorCode.JSON_VALUE_RESULT_ERROR,
                            "cannot extract SQL scalar from JSON: JSON path found no items");
                }
                return "E";
            }
            JsonNode item = items.getFirst();
            if (items.size() > 1 || item.isContainerNode()) {
                if (onError.equals("ERROR")) {
                    String reason = items.size() > 1
                            ? "JSON path found multiple items"
                            : "JSON path found an item that cannot be converted to an SQL value";
                    throw Failures.failure(
                            StandardErrorCode.JSON_VALUE_RESULT_ERROR,
                            "cannot extract SQL scalar from JSON: " + reason);
                }
                return "R";
            }
            return item.isNull() ? "N" : "V" + (item.isFloatingPointNumber() ? floating(item) : item.asText());
        } catch (PathException e) {
            if (onError.equals("ERROR")) {
                throw failed(e);
            }
            return "R";
        }
    }

    private static String floating(JsonNode item) {
        return item.isDouble() ? NumberFunctions.text(item.doubleValue()) : item.asText();
    }

    private static String query(String text, String path, String wrapper, String onEmpty, String onError) {
        try {
            List<JsonNode> items = SqlJsonPath.evaluate(path, input(text));
            boolean wrapped = wrapper.equals("UNCONDITIONAL")
                    || wrapper.equals("CONDITIONAL")
                            && (items.size() != 1 || !items.getFirst().isContainerNode());
            if (items.isEmpty()) {
                if (onEmpty.equals("ERROR")) {
                    throw Failures.failure(
                            StandardErrorCode.JSON_OUTPUT_CONVERSION_ERROR,
                            "conversion from JSON failed: JSON path found no items");
                }
                return "E";
            }
            if (wrapped) {
                return "V" + items.stream().map(JsonNode::toString).collect(Collectors.joining(",", "[", "]"));
            }
            if (items.size() > 1) {
                if (onError.equals("ERROR")) {
                    throw Failures.failure(
                            StandardErrorCode.JSON_OUTPUT_CONVERSION_ERROR,
                            "conversion from JSON failed: JSON path found multiple items");
                }
                return "R";
            }
            return "V" + items.getFirst();
        } catch (PathException e) {
            if (onError.equals("ERROR")) {
                throw failed(e);
            }
            return "R";
        }
    }
}
