package io.skein.coordinator.parse;

import java.util.Locale;
import java.util.Set;

/** {@code t.* EXCLUDE (a, b)}, told as {@code t.* AS ("$exclude", a, b)}; the star alone is {@code "$every".*} there. */
final class ExcludeList implements Extension {
    static final String EVERY = "$every";
    static final String MARKER = "$exclude";

    private static final String QUOTED = "\"" + MARKER + "\"";
    private static final String STAR = "\"" + EVERY + "\".";
    private static final Set<String> BEFORE_STAR = Set.of("SELECT", "DISTINCT", "ALL", ",", ".");

    @Override
    public void toStandard(Tokens tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (!tokens.is(i, "*", "EXCLUDE") || !tokens.isOneOf(i - 1, BEFORE_STAR)) {
                continue;
            }
            boolean list = tokens.is(i + 2, "(");
            if (!list && i + 3 < tokens.size()) {
                tokens.replace(i + 3, i + 3, ")");
            }
            tokens.replace(i + 1, list ? i + 3 : i + 2, "AS (" + QUOTED + ",");
            if (!tokens.is(i - 1, ".")) {
                tokens.replace(i, i, STAR);
            }
        }
    }

    @Override
    public void toExtended(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "AS", "(", QUOTED.toUpperCase(Locale.ENGLISH), ",")) {
                tokens.replace(i, i + 4, "EXCLUDE (");
                if (tokens.is(i - 3, "\"" + EVERY.toUpperCase(Locale.ENGLISH) + "\"", ".")) {
                    tokens.replace(i - 3, i, "*");
                }
            }
        }
    }
}
