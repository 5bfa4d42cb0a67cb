package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.List;

/** Functions of maps without lambdas. */
final class MapFunctions {
    private MapFunctions() {}

    static List<FunctionDefinition> all() {
        return List.of(
                scalar("map() -> map(unknown,unknown)", "map([]::BOOLEAN[], []::BOOLEAN[])")
                        .describedAs("Creates an empty map"),
                scalar("map(array(K), array(V)) -> map(K,V) | K:comparable, V", "skein_new_map($1, $2)")
                        .describedAs("Constructs a map from the given key/value arrays"),
                scalar("$subscript(map(K,V), K) -> V", MapFunctions::subscript),
                scalar("element_at(map(K,V), K) -> V", "map_extract_value($1, $2)")
                        .describedAs("Get value for the given key, or null if it does not exist"),
                scalar("cardinality(map(k,v)) -> bigint", "CAST(cardinality($1) AS BIGINT)")
                        .describedAs("Returns the cardinality (the number of key-value pairs) of the map"),
                scalar("map_keys(map(k,v)) -> array(k)", "map_keys($1)")
                        .describedAs("Returns the keys of the given map(K,V) as an array"),
                scalar("map_values(map(k,v)) -> array(v)", "map_values($1)")
                        .describedAs("Returns the values of the given map(K,V) as an array"),
                scalar(
                                "map_entries(map(k,v)) -> array(row(k,v))",
                                "list_transform(map_entries($1), lambda __e: struct_pack(f0 := __e.key, f1 := __e.value))")
                        .describedAs("Construct an array of entries from a given map"),
                scalar(
                                "map_from_entries(array(row(K,V))) -> map(K,V) | K:comparable, V",
                                call -> cast(call, "skein_map_of_rows(" + call.sql(0) + ")"))
                        .describedAs("Construct a map from an array of entries"),
                scalar(
                                "multimap_from_entries(array(row(K,V))) -> map(K,array(V)) | K:comparable, V",
                                call -> cast(call, "skein_multimap_of_rows(" + call.sql(0) + ")"))
                        .describedAs("Construct a multimap from an array of entries"),
                scalar("map_concat(map(K,V)...) -> map(K,V) | K:comparable, V", MapFunctions::concatenated)
                        .describedAs("Concatenates given maps"));
    }

    private static String cast(CallSite call, String sql) {
        return sql + "::" + KernelTypes.sql(call.function().returnType());
    }

    private static String subscript(CallSite call) {
        Type.MapOf map = (Type.MapOf) call.type(0);
        boolean printable =
                !(map.key() instanceof Type.Array || map.key() instanceof Type.Row || map.key() instanceof Type.MapOf);
        boolean floating = map.key() == Type.Simple.DOUBLE;
        String key = !printable
                ? "CAST(" + call.sql(1) + " AS VARCHAR)"
                : floating
                        ? "skein_java_double(" + call.sql(1) + ")"
                        : ExpressionWriter.castText(call.sql(1), map.key(), Type.Varchar.UNBOUNDED, call.clock());
        String missing = GeneralFunctions.invalid("'Key not present in map: ' || " + key, map.value());
        return "(CASE WHEN %s IS NULL OR %s IS NULL THEN NULL WHEN map_contains(%s, %s)%s THEN map_extract_value(%s, %s) ELSE %s END)"
                .formatted(
                        call.sql(0),
                        call.sql(1),
                        call.sql(0),
                        call.sql(1),
                        floating || map.key() == Type.Simple.REAL ? " AND NOT isnan(" + call.sql(1) + ")" : "",
                        call.sql(0),
                        call.sql(1),
                        missing);
    }

    private static String concatenated(CallSite call) {
        if (call.size() < 2) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                    "There must be two or more concatenation arguments to map_concat");
        }
        String anyNull = call.sql().stream()
                .map(sql -> sql + " IS NULL")
                .reduce((a, b) -> a + " OR " + b)
                .orElse("FALSE");
        return "(CASE WHEN " + anyNull + " THEN NULL ELSE map_concat(" + String.join(", ", call.sql()) + ") END)";
    }
}
