package io.skein.coordinator.parse;

import java.util.Locale;

/**
 * {@code ALTER CATALOG c SET PROPERTIES ...}, told as {@code ALTER TABLE "$catalog".c SET PROPERTIES ...}, and {@code SHOW CREATE CATALOG c}, told as
 * {@code SHOW CREATE SCHEMA "$catalog".c}.
 */
final class CatalogStatements implements Extension {
    static final String MARKER = "$catalog";

    private static final String QUOTED = "\"" + MARKER + "\"";

    @Override
    public void toStandard(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "ALTER", "CATALOG") && tokens.is(i + 3, "SET", "PROPERTIES")) {
                tokens.replace(i + 1, i + 2, "TABLE " + QUOTED + ".");
            } else if (tokens.is(i, "SHOW", "CREATE", "CATALOG")) {
                tokens.replace(i + 2, i + 3, "SCHEMA " + QUOTED + ".");
            }
        }
    }

    @Override
    public void toExtended(Tokens tokens) {
        String marker = QUOTED.toUpperCase(Locale.ENGLISH);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "TABLE", marker, ".") || tokens.is(i, "SCHEMA", marker, ".")) {
                tokens.replace(i, i + 1, "CATALOG");
                tokens.replace(i + 1, i + 4, tokens.written(i + 3));
            }
        }
    }
}
