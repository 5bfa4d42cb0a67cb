package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.ComparisonSql;
import io.skein.coordinator.kernelsql.ExpressionWriter;
import io.skein.coordinator.kernelsql.KernelTypes;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions of arrays without lambdas. */
final class ArrayFunctions {
    private static final int MOST_ZIPPED = 5;

    private ArrayFunctions() {}

    static List<FunctionDefinition> all() {
        List<FunctionDefinition> all = new ArrayList<>(List.of(
                scalar("$subscript(array(E), bigint) -> E", "skein_subscript($1, $2)"),
                scalar("element_at(array(e), bigint) -> e", "skein_element_at($1, $2)")
                        .describedAs("Get element of array at given index"),
                scalar("array_first(array(e)) -> e", "list_extract($1, 1)")
                        .describedAs("Returns the first element of an array or null if the array is empty"),
                scalar("array_last(array(e)) -> e", "list_extract($1, -1)")
                        .describedAs("Returns the last element of an array or null if the array is empty"),
                scalar("cardinality(array(e)) -> bigint", "len($1)")
                        .describedAs("Returns the cardinality (length) of the array"),
                scalar("concat(array(E), E) -> array(E)", call -> appended(call))
                        .describedAs("Concatenates an array to an element"),
                scalar("concat(E, array(E)) -> array(E)", call -> prepended(call))
                        .describedAs("Concatenates an element to an array"),
                scalar("concat(array(E)...) -> array(E)", ArrayFunctions::concatenated)
                        .describedAs("Concatenates given arrays"),
                scalar("contains(array(t), t) -> boolean | T:comparable", ArrayFunctions::contains)
                        .describedAs("Determines whether given value exists in the array"),
                scalar(
                                "contains_sequence(array(t), array(t)) -> boolean | T:comparable",
                                "skein_contains_sequence($1, $2)")
                        .describedAs(
                                "Determines whether an array contains a sequence, with the values in the exact order"),
                scalar("array_position(array(t), t) -> bigint | T:comparable", "skein_array_position($1, $2)")
                        .describedAs(
                                "Returns the position of the first occurrence of the given value in array (or 0 if not found)"),
                scalar("array_distinct(array(e)) -> array(e) | E:comparable", "skein_array_distinct($1)")
                        .describedAs("Remove duplicate values from the given array"),
                scalar(
                                "array_union(array(e), array(e)) -> array(e) | E:comparable",
                                "skein_array_distinct(list_concat($1, $2))")
                        .describedAs("Union elements of the two given arrays"),
                scalar(
                                "array_intersect(array(e), array(e)) -> array(e) | E:comparable",
                                "skein_array_intersect($1, $2)")
                        .describedAs("Intersects elements of the two given arrays"),
                scalar("array_except(array(e), array(e)) -> array(e) | E:comparable", "skein_array_except($1, $2)")
                        .describedAs(
                                "Returns an array of elements that are in the first array but not the second, without duplicates."),
                scalar("arrays_overlap(array(e), array(e)) -> boolean | E:comparable", "skein_arrays_overlap($1, $2)")
                        .describedAs("Returns true if arrays have common elements"),
                scalar("array_remove(array(e), e) -> array(e) | E:comparable", "skein_array_remove($1, $2)")
                        .describedAs("Remove specified values from the given array"),
                scalar("array_sort(array(e)) -> array(e) | E:orderable", "list_sort($1, 'ASC', 'NULLS LAST')")
                        .describedAs(
                                "Sorts the given array in ascending order according to the natural ordering of its elements."),
                scalar("array_max(array(t)) -> t | T:orderable", call -> extreme(call, "max"))
                        .describedAs("Get maximum value of array"),
                scalar("array_min(array(t)) -> t | T:orderable", call -> extreme(call, "min"))
                        .describedAs("Get minimum value of array"),
                scalar("array_join(array(e), varchar) -> varchar", ArrayFunctions::joined)
                        .describedAs(
                                "Concatenates the elements of the given array using a delimiter and an optional string to replace nulls"),
                scalar("array_join(array(e), varchar, varchar) -> varchar", ArrayFunctions::joined)
                        .describedAs(
                                "Concatenates the elements of the given array using a delimiter and an optional string to replace nulls"),
                scalar("array_histogram(array(t)) -> map(t,bigint) | T:comparable", "skein_array_histogram($1)"),
                scalar("reverse(array(e)) -> array(e)", "list_reverse($1)")
                        .describedAs("Returns an array which has the reversed order of the given array."),
                scalar("shuffle(array(e)) -> array(e)", "skein_shuffle($1)")
                        .describedAs("Generates a random permutation of the given array.")
                        .asVolatile(),
                scalar("repeat(t, bigint) -> array(t)", "skein_repeat($1, $2)")
                        .describedAs("Repeat an element for a given number of times"),
                scalar("slice(array(e), bigint, bigint) -> array(e)", "skein_slice($1, $2, $3)")
                        .describedAs("Subsets an array given an offset (1-indexed) and length"),
                scalar("trim_array(array(e), bigint) -> array(e)", "skein_trim_array($1, $2)")
                        .describedAs("Remove elements from the end of array"),
                scalar("flatten(array(array(E))) -> array(E)", "flatten($1)").describedAs("Flattens the given array"),
                scalar("ngrams(array(t), bigint) -> array(array(t))", "skein_ngrams($1, $2)")
                        .describedAs("Return N-grams for the input"),
                scalar("combinations(array(t), bigint) -> array(array(t))", "skein_combinations($1, $2)")
                        .describedAs("Return n-element subsets from array"),
                scalar(
                        "sequence(bigint, bigint) -> array(bigint)",
                        "skein_sequence($1, $2, CASE WHEN $1 <= $2 THEN 1 ELSE -1 END::BIGINT)"),
                scalar("sequence(bigint, bigint, bigint) -> array(bigint)", "skein_sequence($1, $2, $3)"),
                scalar(
                        "sequence(date, date) -> array(date)",
                        "skein_date_sequence($1, $2, CASE WHEN $1 <= $2 THEN 86400000 ELSE -86400000 END::BIGINT)"),
                scalar(
                        "sequence(date, date, interval day to second) -> array(date)",
                        "skein_date_sequence($1, $2, $3)"),
                scalar(
                        "sequence(date, date, interval year to month) -> array(date)",
                        "skein_month_sequence($1, $2, $3)::DATE[]"),
                scalar(
                        "sequence(timestamp(p), timestamp(p), interval day to second) -> array(timestamp(p))",
                        "skein_time_sequence($1, $2, $3)"),
                scalar(
                        "sequence(timestamp(p), timestamp(p), interval year to month) -> array(timestamp(p))",
                        "skein_month_sequence($1, $2, $3)")));
        for (int count = 2; count <= MOST_ZIPPED; count++) {
            all.add(zip(count));
        }
        return all;
    }

    private static String appended(CallSite call) {
        return "(CASE WHEN %s IS NOT NULL AND %s IS NOT NULL THEN list_append(%s, %s) END)"
                .formatted(call.sql(0), call.sql(1), call.sql(0), call.sql(1));
    }

    private static String prepended(CallSite call) {
        return "(CASE WHEN %s IS NOT NULL AND %s IS NOT NULL THEN list_prepend(%s, %s) END)"
                .formatted(call.sql(0), call.sql(1), call.sql(0), call.sql(1));
    }

    private static String concatenated(CallSite call) {
        if (call.size() < 2) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT, "There must be two or more concatenation arguments");
        }
        return "(" + String.join(" || ", call.sql()) + ")";
    }

    private static String contains(CallSite call) {
        Type element = ((Type.Array) call.type(0)).element();
        boolean plain =
                element instanceof Type.Varchar || element instanceof Type.Decimal || element instanceof Type.Simple;
        if (plain && element != Type.Simple.DOUBLE && element != Type.Simple.REAL) {
            return "skein_contains(" + call.sql(0) + ", " + call.sql(1) + ")";
        }
        String same = ComparisonSql.equal("__e", call.sql(1), element);
        return "skein_any(list_transform(" + call.sql(0) + ", lambda __e: " + same + "))";
    }

    private static String extreme(CallSite call, String name) {
        Type element = ((Type.Array) call.type(0)).element();
        if (element == Type.Simple.DOUBLE || element == Type.Simple.REAL) {
            return "(CASE WHEN list_count(%1$s) = len(%1$s) THEN coalesce(list_%2$s(list_filter(%1$s, lambda __e: NOT isnan(__e))), list_%2$s(%1$s)) END)"
                    .formatted(call.sql(0), name);
        }
        return "(CASE WHEN list_count(%1$s) = len(%1$s) THEN list_%2$s(%1$s) END)".formatted(call.sql(0), name);
    }

    private static String joined(CallSite call) {
        Type element = ((Type.Array) call.type(0)).element();
        String text = ExpressionWriter.castText("__e", element, Type.Varchar.UNBOUNDED, call.clock());
        String texts = "list_transform(" + call.sql(0) + ", lambda __e: "
                + (call.size() > 2 ? "coalesce(" + text + ", " + call.sql(2) + ")" : text) + ")";
        return "skein_join(" + texts + ", " + call.sql(1) + ")";
    }

    private static FunctionDefinition zip(int count) {
        List<String> letters = List.of("T1", "T2", "T3", "T4", "T5").subList(0, count);
        String names = "ABCDE".substring(0, count);
        StringBuilder parameters = new StringBuilder();
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < letters.size(); i++) {
            parameters
                    .append(i == 0 ? "" : ", ")
                    .append("array(")
                    .append(names.charAt(i))
                    .append(')');
            fields.append(i == 0 ? "" : ",").append(names.charAt(i));
        }
        return scalar("zip(%s) -> array(row(%s))".formatted(parameters, fields), ArrayFunctions::zipped)
                .describedAs("Merges the given arrays, element-wise, into a single array of rows.");
    }

    private static String zipped(CallSite call) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            fields.add("f" + i + " := __z[" + (i + 1) + "]");
        }
        String anyNull = call.sql().stream()
                .map(sql -> sql + " IS NULL")
                .reduce((a, b) -> a + " OR " + b)
                .orElse("FALSE");
        return "(CASE WHEN %s THEN NULL ELSE list_transform(list_zip(%s), lambda __z: struct_pack(%s)) END)::%s"
                .formatted(
                        anyNull,
                        String.join(", ", call.sql()),
                        String.join(", ", fields),
                        KernelTypes.sql(call.function().returnType()));
    }

    /** The type of a row without names. */
    static Type row(List<Type> types) {
        return new Type.Row(types.stream()
                .map(type -> new Type.Field(Optional.empty(), type))
                .toList());
    }
}
