package io.skein.coordinator.parse;

import java.util.Set;

/** Tells clauses of a query from names that are spelled the same. */
final class Clauses {
    private static final Set<String> SET_OPERATIONS = Set.of("UNION", "INTERSECT", "EXCEPT");
    private static final Set<String> LITERALS_OF_LIMITS = Set.of("ALL", "?");

    /** After these comes a name or an expression, so that a word there is no clause. */
    private static final Set<String> OPEN_ENDED = Set.of(
            "",
            "(",
            "[",
            ",",
            ".",
            "=",
            "<",
            ">",
            "<=",
            ">=",
            "<>",
            "!=",
            "+",
            "-",
            "/",
            "%",
            "||",
            "->",
            "=>",
            "SELECT",
            "DISTINCT",
            "FROM",
            "WHERE",
            "AND",
            "OR",
            "NOT",
            "BY",
            "HAVING",
            "ON",
            "AS",
            "IN",
            "LIKE",
            "BETWEEN",
            "JOIN",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "USING",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "INTO",
            "TABLE",
            "LIMIT",
            "OFFSET",
            "ESCAPE",
            "WITH");

    /** No expression starts with these. */
    private static final Set<String> NO_EXPRESSION = Set.of(
            "",
            ")",
            "]",
            ",",
            ".",
            ";",
            "=",
            "<",
            ">",
            "<=",
            ">=",
            "<>",
            "!=",
            "*",
            "/",
            "%",
            "||",
            "->",
            "=>",
            "AS",
            "ON",
            "USING",
            "JOIN",
            "INNER",
            "LEFT",
            "RIGHT",
            "FULL",
            "CROSS",
            "NATURAL",
            "WHERE",
            "GROUP",
            "HAVING",
            "ORDER",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "SELECT",
            "VALUES",
            "AND",
            "OR",
            "IN",
            "IS",
            "LIKE",
            "BETWEEN",
            "TABLESAMPLE",
            "WITH",
            "FROM");

    private Clauses() {}

    /** Whether the word stands where only a clause of that name can stand. */
    static boolean starts(Tokens tokens, int index, String clause) {
        return tokens.is(index, clause)
                && !tokens.isOneOf(index - 1, OPEN_ENDED)
                && !tokens.isOneOf(index + 1, NO_EXPRESSION)
                && !isColumnList(tokens, index + 1);
    }

    /** {@code (a, b)}, before which the word is a relation's alias. */
    private static boolean isColumnList(Tokens tokens, int open) {
        int close = tokens.is(open, "(") ? tokens.closing(open) : -1;
        for (int i = open + 1; i < close; i++) {
            boolean separator = (i - open) % 2 == 0;
            if (separator != tokens.is(i, ",")) {
                return false;
            }
        }
        return close > open;
    }

    /** Where the expressions end that start here: at what follows them in a query. */
    static int end(Tokens tokens, int start) {
        int index = start;
        while (!ends(tokens, index)) {
            if (tokens.depthChange(index) > 0) {
                int closing = tokens.closing(index);
                if (closing < 0) {
                    return tokens.size() - 1;
                }
                index = closing;
            }
            index++;
        }
        return index;
    }

    static boolean ends(Tokens tokens, int index) {
        return switch (tokens.word(index)) {
            case "", ")", "]", ",", ";", "ORDER", "HAVING" -> true;
            case "WINDOW" -> isWindow(tokens, index);
            case "LIMIT", "OFFSET" -> isLimit(tokens, index + 1);
            case "FETCH" -> tokens.is(index + 1, "FIRST") || tokens.is(index + 1, "NEXT");
            case "WITH" -> tokens.is(index + 1, "DATA") || tokens.is(index + 1, "NO", "DATA");
            case "QUALIFY" -> starts(tokens, index, "QUALIFY");
            default -> tokens.isOneOf(index, SET_OPERATIONS);
        };
    }

    static boolean isWindow(Tokens tokens, int index) {
        return tokens.is(index, "WINDOW") && tokens.is(index + 2, "AS", "(");
    }

    private static boolean isLimit(Tokens tokens, int index) {
        String word = tokens.word(index);
        return tokens.isOneOf(index, LITERALS_OF_LIMITS) || (!word.isEmpty() && Character.isDigit(word.charAt(0)));
    }
}
