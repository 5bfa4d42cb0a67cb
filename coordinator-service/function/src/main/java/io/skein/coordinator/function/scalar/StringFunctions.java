package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import io.skein.spi.type.Type;
import io.skein.spi.type.Type.Varchar;
import java.util.List;

/** Functions of varchar. Lengths and positions count code points, in the kernel too. */
final class StringFunctions {
    private StringFunctions() {}

    static List<FunctionDefinition> all() {
        return List.of(
                scalar("concat(varchar...) -> varchar", StringFunctions::concatenated)
                        .describedAs("Concatenates given strings"),
                scalar("concat(varbinary...) -> varbinary", StringFunctions::concatenated)
                        .describedAs("Concatenates given varbinary values"),
                scalar("concat_ws(varchar, array(varchar)) -> varchar", "array_to_string($2, $1)")
                        .describedAs("Concatenates elements using separator"),
                scalar("concat_ws(varchar...) -> varchar", "concat_ws($*, NULL)")
                        .describedAs("Concatenates elements using separator"),
                scalar("word_stem(varchar(x)) -> varchar(x)", "skein_word_stem($1, 'en')")
                        .describedAs("Returns the stem of a word in the English language"),
                scalar("word_stem(varchar(x), varchar(2)) -> varchar(x)", "skein_word_stem($1, $2)")
                        .describedAs("Returns the stem of a word in the given language"),
                scalar("length(varchar(x)) -> bigint", "length($1)")
                        .describedAs("Count of code points of the given string"),
                scalar("upper(varchar(x)) -> varchar(x)", "replace(upper($1), 'ẞ', 'ß')")
                        .describedAs("Converts the string to upper case"),
                scalar("lower(varchar(x)) -> varchar(x)", "lower($1)").describedAs("Converts the string to lower case"),
                scalar("reverse(varchar(x)) -> varchar(x)", "skein_reverse($1)")
                        .describedAs("Reverse all code points in a given string"),
                scalar("substr(varchar(x), bigint) -> varchar(x)", StringFunctions::substring)
                        .describedAs("Suffix starting at given index"),
                scalar("substr(varchar(x), bigint, bigint) -> varchar(x)", StringFunctions::substring)
                        .describedAs("Substring of given length starting at an index"),
                scalar("substring(varchar(x), bigint) -> varchar(x)", StringFunctions::substring)
                        .describedAs("Suffix starting at given index"),
                scalar("substring(varchar(x), bigint, bigint) -> varchar(x)", StringFunctions::substring)
                        .describedAs("Substring of given length starting at an index"),
                scalar("trim(varchar(x)) -> varchar(x)", "skein_trim($1)")
                        .describedAs("Removes whitespace from the beginning and end of a string"),
                scalar("ltrim(varchar(x)) -> varchar(x)", "skein_ltrim($1)")
                        .describedAs("Removes whitespace from the beginning of a string"),
                scalar("rtrim(varchar(x)) -> varchar(x)", "skein_rtrim($1)")
                        .describedAs("Removes whitespace from the end of a string"),
                scalar("trim(varchar(x), codepoints) -> varchar(x)", "trim($1, $2)"),
                scalar("ltrim(varchar(x), codepoints) -> varchar(x)", "ltrim($1, $2)"),
                scalar("rtrim(varchar(x), codepoints) -> varchar(x)", "rtrim($1, $2)"),
                scalar("lpad(varchar(x), bigint, varchar(y)) -> varchar", call -> padded(call, "lpad"))
                        .describedAs("Pads a string on the left"),
                scalar("rpad(varchar(x), bigint, varchar(y)) -> varchar", call -> padded(call, "rpad"))
                        .describedAs("Pads a string on the right"),
                scalar("strpos(varchar(x), varchar(y)) -> bigint", "strpos($1, $2)")
                        .describedAs("Returns index of first occurrence of a substring (or 0 if not found)"),
                scalar("strpos(varchar(x), varchar(y), bigint) -> bigint", "skein_strpos($1, $2, $3)")
                        .describedAs("Returns index of n-th occurrence of a substring (or 0 if not found)"),
                scalar("ends_with(varchar(x), varchar(y)) -> boolean", "ends_with($1, $2)")
                        .describedAs("Returns whether the first string ends with the second"),
                scalar("starts_with(varchar(x), varchar(y)) -> boolean", "starts_with($1, $2)")
                        .describedAs("Determine whether source starts with prefix or not"),
                scalar("replace(varchar(x), varchar(y)) -> varchar(x)", "replace($1, $2, '')")
                        .describedAs("Greedily removes occurrences of a pattern in a string"),
                scalar("replace(varchar(x), varchar(y), varchar(z)) -> varchar(x)", StringFunctions::replaced)
                        .returning((types, _) -> replacedType(types))
                        .describedAs("Greedily replaces occurrences of a pattern with a string"),
                scalar("translate(varchar(x), varchar(y), varchar(z)) -> varchar", "skein_translate($1, $2, $3)")
                        .describedAs(
                                "Translate characters from the source string based on original and translations strings"),
                scalar("split(varchar(x), varchar(y)) -> array(varchar(x))", "skein_split($1, $2)")
                        .describedAs("Splits a string by a delimiter"),
                scalar(
                                "split(varchar(x), varchar(y), bigint) -> array(varchar(x))",
                                "from_json(skein_split_limited($1, $2, $3), '[\"VARCHAR\"]')")
                        .describedAs("Splits a string by a delimiter"),
                scalar("split_part(varchar(x), varchar(y), bigint) -> varchar(x)", "skein_split_part($1, $2, $3)")
                        .describedAs(
                                "Splits a string by a delimiter and returns the specified field (counting from one)"),
                scalar(
                        "split_to_map(varchar, varchar, varchar) -> map(varchar,varchar)",
                        "skein_text_pairs(skein_split_to_map($1, $2, $3))"),
                scalar(
                        "split_to_multimap(varchar, varchar, varchar) -> map(varchar,array(varchar))",
                        "skein_text_multimap(skein_split_to_multimap($1, $2, $3))"),
                scalar("chr(bigint) -> varchar(1)", "skein_chr($1)")
                        .describedAs("Convert Unicode code point to a string"),
                scalar("codepoint(varchar(1)) -> integer", "skein_codepoint($1)")
                        .describedAs("Returns Unicode code point of a single character string"),
                scalar("levenshtein_distance(varchar(x), varchar(y)) -> bigint", "skein_levenshtein($1, $2)")
                        .describedAs("Computes Levenshtein distance between two strings"),
                scalar("hamming_distance(varchar(x), varchar(y)) -> bigint", "skein_hamming($1, $2)")
                        .describedAs("Computes Hamming distance between two strings"),
                scalar("soundex(varchar(x)) -> varchar(4)", "skein_soundex($1)")
                        .describedAs("Encodes a string into a Soundex value"),
                scalar("normalize(varchar(x), varchar(y)) -> varchar", "skein_normalize($1, $2)")
                        .describedAs("Transforms the string to normalized form"),
                scalar("to_utf8(varchar(x)) -> varbinary", "encode($1)").describedAs("Encodes the string to UTF-8"),
                scalar("from_utf8(varbinary) -> varchar", "skein_from_utf8(hex($1), '\uFFFD')")
                        .describedAs("Decodes the UTF-8 encoded string"),
                scalar("from_utf8(varbinary, varchar(x)) -> varchar", "skein_from_utf8(hex($1), $2)")
                        .describedAs("Decodes the UTF-8 encoded string"),
                scalar("from_utf8(varbinary, bigint) -> varchar", "skein_from_utf8(hex($1), skein_chr($2))")
                        .describedAs("Decodes the UTF-8 encoded string"),
                scalar("luhn_check(varchar) -> boolean", "skein_luhn($1)")
                        .describedAs("Check if the sequence of digits is valid, according to the Luhn algorithm"),
                scalar("parse_data_size(varchar(x)) -> decimal(38,0)", "CAST(skein_data_size($1) AS DECIMAL(38,0))"),
                scalar(
                        "parse_presto_data_size(varchar(x)) -> decimal(38,0)",
                        "CAST(skein_data_size($1) AS DECIMAL(38,0))"),
                scalar("parse_duration(varchar(x)) -> interval day to second", "skein_duration($1)"));
    }

    private static String concatenated(CallSite call) {
        if (call.size() < 2) {
            throw new SkeinException(
                    StandardErrorCode.INVALID_FUNCTION_ARGUMENT, "There must be two or more concatenation arguments");
        }
        return "(" + String.join(" || ", call.sql()) + ")";
    }

    static String substring(CallSite call) {
        boolean plainStart = call.constant(1)
                .filter(start -> ((Number) start).longValue() > 0)
                .isPresent();
        boolean plainLength = call.size() < 3
                || call.constant(2)
                        .filter(length -> ((Number) length).longValue() >= 0)
                        .isPresent();
        return (plainStart && plainLength ? "substring(" : "skein_substring" + call.size() + "(")
                + String.join(", ", call.sql()) + ")";
    }

    private static String padded(CallSite call, String name) {
        boolean plain = call.constant(1)
                        .filter(size -> size instanceof Number number && number.longValue() >= 0)
                        .isPresent()
                && call.constant(2)
                        .filter(text -> text instanceof String string && !string.isEmpty())
                        .isPresent();
        String size = plain ? "CAST(" + call.sql(1) + " AS INTEGER)" : "skein_pad_size(" + call.sql(1) + ")";
        String text = plain ? call.sql(2) : "skein_pad_text(" + call.sql(2) + ")";
        return "%s(%s, %s, %s)".formatted(name, call.sql(0), size, text);
    }

    private static String replaced(CallSite call) {
        boolean plain = call.constant(1).filter(text -> !text.equals("")).isPresent();
        return (plain ? "replace(" : "skein_replace(") + String.join(", ", call.sql()) + ")";
    }

    private static Type replacedType(List<Type> types) {
        Varchar source = (Varchar) types.get(0);
        Varchar replacement = (Varchar) types.get(2);
        if (source.length().isEmpty() || replacement.length().isEmpty()) {
            return Varchar.UNBOUNDED;
        }
        long length = source.length().getAsInt()
                + (long) replacement.length().getAsInt() * (source.length().getAsInt() + 1L);
        return length >= Integer.MAX_VALUE ? Varchar.UNBOUNDED : Varchar.of((int) length);
    }

    /** A char value with its trailing spaces. */
    static String spaced(CallSite call, int argument) {
        return call.type(argument) instanceof Type.Char(int length)
                ? "rpad(" + call.sql(argument) + ", " + length + ", ' ')"
                : KernelText.cast(call.sql(argument), Varchar.UNBOUNDED);
    }
}
