package io.skein.coordinator.dispatch;

import java.util.regex.Pattern;

/** A statement's text as others may see it: those that make catalogs may hold passwords. */
final class ShownStatement {
    private static final Pattern MAKES_CATALOG = Pattern.compile("\\bcreate\\s+catalog\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private ShownStatement() {}

    static String of(String sql) {
        return MAKES_CATALOG.matcher(sql).find() ? LITERAL.matcher(sql).replaceAll("'***'") : sql;
    }
}
