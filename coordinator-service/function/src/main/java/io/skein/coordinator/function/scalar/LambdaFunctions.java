package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.function.Once;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.type.Type;
import java.util.List;

/** Functions that take lambdas. */
final class LambdaFunctions {
    private LambdaFunctions() {}

    static List<FunctionDefinition> all() {
        return List.of(
                scalar(Once.NAME + "(T, function(T,U)) -> U", "list_transform([$1], $2)[1]"),
                scalar("transform(array(T), function(T,U)) -> array(U)", "list_transform($1, $2)")
                        .describedAs("Apply lambda to each element of the array"),
                scalar("filter(array(t), function(t,boolean)) -> array(t)", "list_filter($1, $2)")
                        .describedAs("Return array containing elements that match the given predicate"),
                scalar("any_match(array(t), function(t,boolean)) -> boolean", "skein_any(list_transform($1, $2))")
                        .describedAs(
                                "Returns true if the array contains one or more elements that match the given predicate"),
                scalar("all_match(array(t), function(t,boolean)) -> boolean", "skein_every(list_transform($1, $2))")
                        .describedAs("Returns true if all elements of the array match the given predicate"),
                scalar(
                                "none_match(array(t), function(t,boolean)) -> boolean",
                                "(NOT skein_any(list_transform($1, $2)))")
                        .describedAs("Returns true if all elements of the array don't match the given predicate"),
                scalar("array_sort(array(t), function(t,t,integer)) -> array(t)", LambdaFunctions::sorted)
                        .describedAs("Sorts the given array with a lambda comparator."),
                scalar("reduce(array(T), S, function(S,T,S), function(S,R)) -> R | T, S, R", LambdaFunctions::reduced)
                        .describedAs("Reduce elements of the array into a single value"),
                scalar("zip_with(array(t), array(u), function(t,u,r)) -> array(r)", LambdaFunctions::zippedWith)
                        .describedAs("Merge two arrays, element-wise, into a single array using the lambda function"),
                scalar(
                                "map_filter(map(K,V), function(K,V,boolean)) -> map(K,V)",
                                call -> onEntries(
                                        call,
                                        (entries, body) -> "map_from_entries(list_filter(" + entries + ", lambda __e: "
                                                + body + "))"))
                        .describedAs("return map containing entries that match the given predicate"),
                scalar(
                                "transform_keys(map(K1,V), function(K1,V,K2)) -> map(K2,V)"
                                        .replace("K1", "K")
                                        .replace("K2", "L"),
                                call -> onEntries(
                                        call,
                                        (entries, body) -> "skein_new_map(list_transform(" + entries + ", lambda __e: "
                                                + body + "), map_values(" + call.sql(0) + "))"))
                        .describedAs("Apply lambda to each entry of the map and transform the key"),
                scalar(
                                "transform_values(map(K,V1), function(K,V1,V2)) -> map(K,V2)"
                                        .replace("V1", "V")
                                        .replace("V2", "W"),
                                call -> onEntries(
                                        call,
                                        (entries, body) -> "map(map_keys(" + call.sql(0) + "), list_transform("
                                                + entries + ", lambda __e: " + body + "))"))
                        .describedAs("Apply lambda to each entry of the map and transform the value"),
                scalar(
                                "map_zip_with(map(K,V), map(K,W), function(K,V,W,X)) -> map(K,X)",
                                LambdaFunctions::mapZippedWith)
                        .describedAs(
                                "Merge two maps into a single map by applying the lambda function to the pair of values with the same key"),
                scalar(
                                "regexp_replace(varchar(x), joniregexp, function(array(varchar(x)),varchar(x))) -> varchar",
                                LambdaFunctions::replacedMatches)
                        .describedAs("Replaces substrings matching a regular expression using a lambda function"));
    }

    /** A lambda's parameters, and its body as SQL over them. */
    private record Body(List<Expression.Variable> parameters, String sql) {
        static Body of(CallSite call, int argument) {
            Expression.Lambda lambda = (Expression.Lambda) call.arguments().get(argument);
            String sql = call.sql(argument);
            List<Expression.Variable> parameters = lambda.parameters();
            String names = String.join(
                    ", ",
                    parameters.stream()
                            .map(parameter -> KernelText.identifier(parameter.name()))
                            .toList());
            return new Body(parameters, sql.substring(("lambda " + names + ": ").length()));
        }

        /** The body with its parameters bound to these values. */
        String with(List<String> values) {
            String bound = sql;
            for (int i = parameters.size() - 1; i >= 0; i--) {
                bound = "list_extract(list_transform([%s], lambda %s: %s), 1)".formatted(values.get(i), name(i), bound);
            }
            return bound;
        }

        String name(int parameter) {
            return KernelText.identifier(parameters.get(parameter).name());
        }
    }

    private interface EntryText {
        String write(String entries, String body);
    }

    private static String onEntries(CallSite call, EntryText text) {
        String body = Body.of(call, 1).with(List.of("__e.key", "__e.value"));
        String map = call.sql(0);
        String result = text.write("map_entries(" + map + ")", body);
        return "(CASE WHEN " + map + " IS NOT NULL THEN " + result + " END)::"
                + KernelTypes.sql(call.function().returnType());
    }

    /** Each element is put at the rank that the comparator gives it among all. */
    private static String sorted(CallSite call) {
        Body compare = Body.of(call, 1);
        String compared = "skein_comparator(" + compare.sql() + ")";
        String array = call.sql(0);
        String before =
                "len(list_filter(%s, lambda %s, __j: CASE WHEN __j = __i THEN FALSE ELSE %s < 0 OR (%s = 0 AND __j < __i) END))"
                        .formatted(array, compare.name(0), compared, compared);
        String ranked = "list_transform(%s, lambda %s, __i: struct_pack(r := %s, v := %s))"
                .formatted(array, compare.name(1), before, compare.name(1));
        return "list_transform(list_sort(" + ranked + "), lambda __s: __s.v)";
    }

    /** The kernel folds only into the elements' own type, so the state and the element travel together. */
    private static String reduced(CallSite call) {
        Body step = Body.of(call, 2);
        Body finish = Body.of(call, 3);
        Type state =
                ((Type.Function) call.arguments().get(2).type()).arguments().getFirst();
        Type element = ((Type.Array) call.type(0)).element();
        String pair = "STRUCT(s " + KernelTypes.sql(state) + ", x " + KernelTypes.sql(element) + ")";
        String pairs = "list_transform(%s, lambda __x: struct_pack(s := NULL::%s, x := __x)::%s)"
                .formatted(call.sql(0), KernelTypes.sql(state), pair);
        String next = "struct_pack(s := %s, x := NULL::%s)::%s"
                .formatted(step.with(List.of("__a.s", "__b.x")), KernelTypes.sql(element), pair);
        String start = "struct_pack(s := %s, x := NULL::%s)::%s".formatted(call.sql(1), KernelTypes.sql(element), pair);
        String folded = "struct_extract(list_reduce(%s, lambda __a, __b: %s, %s), 's')".formatted(pairs, next, start);
        return "(CASE WHEN %s IS NOT NULL THEN %s END)".formatted(call.sql(0), finish.with(List.of(folded)));
    }

    private static String zippedWith(CallSite call) {
        String body = Body.of(call, 2).with(List.of("__z[1]", "__z[2]"));
        return "(CASE WHEN %s IS NOT NULL AND %s IS NOT NULL THEN list_transform(list_zip(%s, %s), lambda __z: %s) END)"
                .formatted(call.sql(0), call.sql(1), call.sql(0), call.sql(1), body);
    }

    private static String mapZippedWith(CallSite call) {
        String left = call.sql(0);
        String right = call.sql(1);
        String keys = "skein_array_distinct(list_concat(map_keys(" + left + "), map_keys(" + right + ")))";
        String body = Body.of(call, 2)
                .with(List.of("__k", "map_extract_value(" + left + ", __k)", "map_extract_value(" + right + ", __k)"));
        return "(CASE WHEN %s IS NOT NULL AND %s IS NOT NULL THEN map(%s, list_transform(%s, lambda __k: %s)) END)::%s"
                .formatted(
                        left,
                        right,
                        keys,
                        keys,
                        body,
                        KernelTypes.sql(call.function().returnType()));
    }

    private static String replacedMatches(CallSite call) {
        String matches = "from_json(skein_regexp_pieces(" + call.sql(0) + ", " + call.sql(1)
                + "), '[{\"t\":\"VARCHAR\",\"g\":[\"VARCHAR\"]}]')";
        String body = Body.of(call, 2).with(List.of("__p.g"));
        return "array_to_string(list_transform(%s, lambda __p: CASE WHEN __p.t IS NOT NULL THEN __p.t ELSE %s END), '')"
                .formatted(matches, body);
    }
}
