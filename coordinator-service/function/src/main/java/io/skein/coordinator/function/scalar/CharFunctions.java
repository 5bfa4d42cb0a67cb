package io.skein.coordinator.function.scalar;

import static io.skein.coordinator.function.FunctionDefinition.scalar;
import static io.skein.coordinator.function.scalar.StringFunctions.spaced;

import io.skein.coordinator.function.CallSite;
import io.skein.coordinator.function.FunctionDefinition;
import io.skein.spi.type.Type;
import java.util.List;

/** Functions of char, whose values the kernel holds without their trailing spaces. */
final class CharFunctions {
    private CharFunctions() {}

    static List<FunctionDefinition> all() {
        return List.of(
                scalar(
                                "concat(char(x), char(y)) -> char(x)",
                                call -> "(" + spaced(call, 0) + " || " + call.sql(1) + ")")
                        .returning((types, _) -> new Type.Char(
                                ((Type.Char) types.get(0)).length() + ((Type.Char) types.get(1)).length()))
                        .describedAs("Concatenates given character strings"),
                scalar("length(char(x)) -> bigint", CharFunctions::length)
                        .describedAs("Count of code points of the given string"),
                scalar("upper(char(x)) -> char(x)", "replace(upper($1), 'ẞ', 'ß')")
                        .describedAs("Converts the string to upper case"),
                scalar("lower(char(x)) -> char(x)", "lower($1)").describedAs("Converts the string to lower case"),
                scalar("reverse(char(x)) -> char(x)", call -> "rtrim(skein_reverse(" + spaced(call, 0) + "), ' ')"),
                scalar("substr(char(x), bigint) -> varchar(x)", CharFunctions::substring)
                        .returningOfFirst(type -> Type.Varchar.of(((Type.Char) type).length()))
                        .describedAs("Suffix starting at given index"),
                scalar("substr(char(x), bigint, bigint) -> varchar(x)", CharFunctions::substring)
                        .returningOfFirst(type -> Type.Varchar.of(((Type.Char) type).length()))
                        .describedAs("Substring of given length starting at an index"),
                scalar("substring(char(x), bigint) -> varchar(x)", CharFunctions::substring)
                        .returningOfFirst(type -> Type.Varchar.of(((Type.Char) type).length())),
                scalar("substring(char(x), bigint, bigint) -> varchar(x)", CharFunctions::substring)
                        .returningOfFirst(type -> Type.Varchar.of(((Type.Char) type).length())),
                varchar(scalar("trim(char(x)) -> varchar(x)", "skein_trim($1)")),
                varchar(scalar("ltrim(char(x)) -> varchar(x)", "skein_ltrim($1)")),
                varchar(scalar("rtrim(char(x)) -> varchar(x)", "skein_rtrim($1)")),
                varchar(scalar("trim(char(x), codepoints) -> varchar(x)", call -> trimmed(call, "trim"))),
                varchar(scalar("ltrim(char(x), codepoints) -> varchar(x)", call -> trimmed(call, "ltrim"))),
                varchar(scalar("rtrim(char(x), codepoints) -> varchar(x)", call -> trimmed(call, "rtrim"))));
    }

    private static FunctionDefinition varchar(FunctionDefinition definition) {
        return definition.returningOfFirst(type -> Type.Varchar.of(((Type.Char) type).length()));
    }

    private static String length(CallSite call) {
        return "(CASE WHEN " + call.sql(0) + " IS NOT NULL THEN " + ((Type.Char) call.type(0)).length()
                + "::BIGINT END)";
    }

    private static String substring(CallSite call) {
        String rest = String.join(", ", call.sql().subList(1, call.size()));
        return "skein_substring" + call.size() + "(" + spaced(call, 0) + ", " + rest + ")";
    }

    private static String trimmed(CallSite call, String name) {
        return "rtrim(%s(%s, %s), ' ')".formatted(name, spaced(call, 0), call.sql(1));
    }
}
