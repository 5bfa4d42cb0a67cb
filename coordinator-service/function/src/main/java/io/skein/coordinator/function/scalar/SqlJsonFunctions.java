package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import java.util.ArrayList;
import java.util.List;

/** What the SQL/JSON functions of the syntax become. */
final class SqlJsonFunctions {
    private SqlJsonFunctions() {}

    static List<FunctionDefinition> all() {
        return List.of(
                scalar("$json_exists(varchar, varchar, varchar, varchar) -> boolean", "skein_sql_json_exists($*)"),
                scalar(
                        "$json_value(varchar, varchar, varchar, varchar, varchar) -> varchar",
                        "skein_sql_json_value($*)"),
                scalar(
                        "$json_query(varchar, varchar, varchar, varchar, varchar, varchar, varchar) -> varchar",
                        "skein_sql_json_query($*)"),
                scalar(
                        "$json_table(varchar, varchar, varchar, varchar) -> array(array(varchar))",
                        "from_json(skein_sql_json_table($*), '[[\"VARCHAR\"]]')"),
                scalar("$json_value_failure(varchar) -> varchar", "skein_raise('JSON_VALUE_RESULT_ERROR', $1)"),
                scalar("$json_mark(varchar) -> varchar", "left($1, 1)"),
                scalar("$json_unmarked(varchar) -> varchar", "substring($1, 2)"),
                scalar("$json_object_null(varchar...) -> varchar", SqlJsonFunctions::object),
                scalar("$json_object_absent(varchar...) -> varchar", SqlJsonFunctions::object),
                scalar("$json_object_null_unique(varchar...) -> varchar", SqlJsonFunctions::object),
                scalar("$json_object_absent_unique(varchar...) -> varchar", SqlJsonFunctions::object),
                scalar("$json_array_null(varchar...) -> varchar", SqlJsonFunctions::array),
                scalar("$json_array_absent(varchar...) -> varchar", SqlJsonFunctions::array));
    }

    private static String object(CallSite call) {
        boolean nulls = call.function().name().contains("_null");
        List<String> members = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i + 1 < call.size(); i += 2) {
            String value = nulls ? "coalesce(" + call.sql(i + 1) + ", 'null')" : call.sql(i + 1);
            members.add("skein_json_quote(" + call.sql(i) + ") || ':' || " + value);
            keys.add(call.sql(i));
        }
        String object = joined("{", members, "}");
        return keys.size() < 2
                ? object
                : "skein_unique_members(%s, [%s], %s)"
                        .formatted(
                                object,
                                String.join(", ", keys),
                                call.function().name().endsWith("unique"));
    }

    private static String array(CallSite call) {
        boolean nulls = call.function().name().contains("_null");
        return joined(
                "[",
                call.sql().stream()
                        .map(sql -> nulls ? "coalesce(" + sql + ", 'null')" : sql)
                        .toList(),
                "]");
    }

    private static String joined(String open, List<String> parts, String close) {
        return "('" + open + "' || coalesce(array_to_string([" + String.join(", ", parts)
                + "]::VARCHAR[], ','), '') || '" + close + "')";
    }
}
