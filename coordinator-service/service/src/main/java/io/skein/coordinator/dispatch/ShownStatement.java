package io.skein.coordinator.dispatch;

import java.util.regex.Pattern;

/** A statement's text as others may see it: those that make or change catalogs may hold passwords. */
final class ShownStatement {
    private static final Pattern ABOUT_CATALOG = Pattern.compile(
            "\\b(?:create|alter)(?:\\s++|--[^\\n]*+|/\\*.*?\\*/)++catalog\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** Possessive, since a long one would be too deep for the stack; one without an end is none for the parser, but shown all the same. */
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']++|'')*+(?:'|$)");

    private ShownStatement() {}

    static String of(String sql) {
        return ABOUT_CATALOG.matcher(sql).find() ? LITERAL.matcher(sql).replaceAll("'***'") : sql;
    }
}
