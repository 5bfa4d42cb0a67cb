package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;
import static io.skein.coordinator.function.scalar.StringFunctions.spaced;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Varchar;
import java.util.List;

/** LIKE, regular expressions and URLs. */
final class PatternFunctions {
    private PatternFunctions() {}

    static List<FunctionDefinition> all() {
        return List.of(
                scalar("$like(varchar(x), varchar(y)) -> boolean", PatternFunctions::like),
                scalar("$like(varchar(x), varchar(y), varchar(z)) -> boolean", PatternFunctions::like),
                scalar("$like(char(x), varchar(y)) -> boolean", PatternFunctions::like),
                scalar("$like(char(x), varchar(y), varchar(z)) -> boolean", PatternFunctions::like),
                scalar("regexp_like(varchar(x), joniregexp) -> boolean", "skein_regexp_like($1, $2)")
                        .describedAs("Returns whether the pattern is contained within the string"),
                scalar("regexp_count(varchar(x), joniregexp) -> bigint", "skein_regexp_count($1, $2)")
                        .describedAs("Returns the number of times that a pattern occurs in a string"),
                scalar("regexp_position(varchar(x), joniregexp) -> integer", "skein_regexp_position($1, $2, 1, 1)")
                        .describedAs("Returns the index of the matched substring."),
                scalar(
                                "regexp_position(varchar(x), joniregexp, bigint) -> integer",
                                "skein_regexp_position($1, $2, $3, 1)")
                        .describedAs("Returns the index of the matched substring starting from the specified position"),
                scalar(
                                "regexp_position(varchar(x), joniregexp, bigint, bigint) -> integer",
                                "skein_regexp_position($1, $2, $3, $4)")
                        .describedAs(
                                "Returns the index of the n-th matched substring starting from the specified position"),
                scalar("regexp_extract(varchar(x), joniregexp) -> varchar(x)", "skein_regexp_extract($1, $2, 0)")
                        .describedAs("String extracted using the given pattern"),
                scalar(
                                "regexp_extract(varchar(x), joniregexp, bigint) -> varchar(x)",
                                "skein_regexp_extract($1, $2, $3)")
                        .describedAs("Returns regex group of extracted string with a pattern"),
                scalar(
                                "regexp_extract_all(varchar(x), joniregexp) -> array(varchar(x))",
                                list("skein_regexp_extract_all($1, $2, 0)"))
                        .describedAs("String(s) extracted using the given pattern"),
                scalar(
                                "regexp_extract_all(varchar(x), joniregexp, bigint) -> array(varchar(x))",
                                list("skein_regexp_extract_all($1, $2, $3)"))
                        .describedAs("Group(s) extracted using the given pattern"),
                scalar("regexp_split(varchar(x), joniregexp) -> array(varchar(x))", list("skein_regexp_split($1, $2)"))
                        .describedAs("Returns array of strings split by pattern"),
                scalar("regexp_replace(varchar(x), joniregexp) -> varchar(x)", "skein_regexp_replace($1, $2, '')")
                        .describedAs("Removes substrings matching a regular expression"),
                scalar(
                                "regexp_replace(varchar(x), joniregexp, varchar(y)) -> varchar(x)",
                                "skein_regexp_replace($1, $2, $3)")
                        .returning((types, _) -> replaced(types))
                        .describedAs("Replaces substrings matching a regular expression by given string"),
                part("host"),
                part("path"),
                part("protocol"),
                part("query"),
                part("fragment"),
                scalar("url_extract_port(varchar(x)) -> bigint", "skein_url_port($1)")
                        .describedAs("Extract port from url"),
                scalar("url_extract_parameter(varchar(x), varchar(y)) -> varchar(x)", "skein_url_parameter($1, $2)")
                        .describedAs("Extract query parameter from url"),
                scalar("url_encode(varchar(x)) -> varchar", "skein_url_encode($1)")
                        .returningOfFirst(PatternFunctions::encoded)
                        .describedAs("Escape a string for use in URL query parameter names and values"),
                scalar("url_decode(varchar(x)) -> varchar(x)", "skein_url_decode($1)")
                        .describedAs("Unescape a URL-encoded string"));
    }

    private static String list(String template) {
        return "from_json(" + template + ", '[\"VARCHAR\"]')";
    }

    private static FunctionDefinition part(String name) {
        return scalar("url_extract_" + name + "(varchar(x)) -> varchar(x)", "skein_url_part($1, '" + name + "')")
                .describedAs("Extract " + name + " from url");
    }

    private static Type encoded(Type type) {
        long length = ((Varchar) type).length().orElse(Integer.MAX_VALUE) * 12L;
        return length >= Integer.MAX_VALUE ? Varchar.UNBOUNDED : Varchar.of((int) length);
    }

    private static Type replaced(List<Type> types) {
        Varchar source = (Varchar) types.get(0);
        Varchar replacement = (Varchar) types.get(2);
        if (source.length().isEmpty() || replacement.length().isEmpty()) {
            return Varchar.UNBOUNDED;
        }
        long x = source.length().getAsInt();
        long y = replacement.length().getAsInt();
        long length = x + Math.max(x * y / 2, y) * (x + 1);
        return length >= Integer.MAX_VALUE ? Varchar.UNBOUNDED : Varchar.of((int) length);
    }

    private static String like(CallSite call) {
        String value = call.type(0) instanceof Type.Char ? spaced(call, 0) : call.sql(0);
        if (call.size() < 3) {
            return "(" + value + " LIKE " + call.sql(1) + ")";
        }
        Object escape = call.constant(2).orElse(null);
        Object pattern = call.constant(1).orElse(null);
        if (escape instanceof String single && pattern instanceof String text) {
            check(text, single);
            return "(" + value + " LIKE " + call.sql(1) + " ESCAPE " + call.sql(2) + ")";
        }
        return "like_escape(%s, skein_like_pattern(%s, %s), %s)"
                .formatted(value, call.sql(1), call.sql(2), call.sql(2));
    }

    private static void check(String pattern, String escape) {
        if (escape.codePointCount(0, escape.length()) != 1) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT, "Escape string must be a single character");
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == escape.charAt(0)) {
                i++;
                if (i == pattern.length()
                        || "%_".indexOf(pattern.charAt(i)) < 0 && pattern.charAt(i) != escape.charAt(0)) {
                    throw new SkeinException(
                            StandardErrorCode.INVALID_FUNCTION_ARGUMENT,
                            "Escape character must be followed by '%', '_' or the escape character itself");
                }
            }
        }
    }
}
