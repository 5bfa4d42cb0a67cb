package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Simple;
import java.util.ArrayList;
import java.util.List;

/** Functions of json, and formatting by patterns. */
final class JsonFunctions {
    private JsonFunctions() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>(List.of(
                scalar("json_parse(varchar(x)) -> json", "skein_json_parse($1)"),
                scalar("json_format(json) -> varchar", "$1"),
                scalar("json_extract(varchar(x), jsonpath) -> json", "skein_json_extract($1, $2)"),
                scalar("json_extract(json, jsonpath) -> json", "skein_json_extract($1, $2)"),
                scalar("json_extract_scalar(varchar(x), jsonpath) -> varchar(x)", "skein_json_extract_scalar($1, $2)"),
                scalar("json_extract_scalar(json, jsonpath) -> varchar", "skein_json_extract_scalar($1, $2)"),
                scalar("json_size(varchar(x), jsonpath) -> bigint", "skein_json_size($1, $2)"),
                scalar("json_size(json, jsonpath) -> bigint", "skein_json_size($1, $2)"),
                scalar("format(varchar, any...) -> varchar", JsonFunctions::formatted),
                scalar("format_number(bigint) -> varchar", "skein_format_number($1::DOUBLE)")
                        .describedAs("Formats large number using a unit symbol"),
                scalar("format_number(double) -> varchar", "skein_format_number($1)")
                        .describedAs("Formats large number using a unit symbol")));
        for (String type : List.of("varchar(x)", "json")) {
            all.add(scalar("json_array_length(" + type + ") -> bigint", "skein_json_array_length($1)"));
            all.add(scalar("json_array_get(" + type + ", bigint) -> json", "skein_json_array_get($1, $2)"));
            all.add(scalar("is_json_scalar(" + type + ") -> boolean", "skein_is_json_scalar($1)"));
            String text = type.equals("json") ? "varchar(x)" : "varchar(y)";
            for (String value : List.of("boolean", "bigint", "double", text)) {
                all.add(scalar(
                        "json_array_contains(%s, %s) -> boolean".formatted(type, value),
                        call -> "skein_json_array_contains(%s, %s)"
                                .formatted(
                                        call.sql(0),
                                        ExpressionWriter.castText(
                                                call.sql(1), call.type(1), Simple.JSON, call.clock()))));
            }
        }
        return all;
    }

    /** The values travel as one JSON array of texts, with a letter for each that tells its kind. */
    private static String formatted(CallSite call) {
        StringBuilder kinds = new StringBuilder();
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < call.size(); i++) {
            Type type = call.type(i);
            kinds.append(kind(type));
            texts.add("coalesce(skein_json_quote("
                    + ExpressionWriter.castText(call.sql(i), type, Type.Varchar.UNBOUNDED, call.clock())
                    + "), 'null')");
        }
        return "skein_format(%s, '%s', '[' || %s || ']')"
                .formatted(call.sql(0), kinds, String.join(" || ',' || ", texts));
    }

    private static char kind(Type type) {
        return switch (type) {
            case Simple simple ->
                switch (simple) {
                    case TINYINT, SMALLINT, INTEGER, BIGINT -> 'l';
                    case DOUBLE -> 'f';
                    case REAL -> 'r';
                    case BOOLEAN -> 'b';
                    case DATE -> 'd';
                    case VARBINARY -> throw unsupported(type);
                    default -> 's';
                };
            case Type.Decimal _ -> 'm';
            case Type.Timestamp _ -> 't';
            case Type.TimestampWithTimeZone _ -> 'z';
            case Type.Time _ -> 'c';
            case Type.Array _, Type.MapOf _, Type.Row _ -> throw unsupported(type);
            default -> 's';
        };
    }

    private static SkeinException unsupported(Type type) {
        return new SkeinException(
                StandardErrorCode.NOT_SUPPORTED, "Type not supported for formatting: " + type.displayName());
    }
}
