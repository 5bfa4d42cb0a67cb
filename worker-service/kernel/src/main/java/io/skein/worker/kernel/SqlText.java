package io.skein.worker.kernel;

/** Quoting. */
final class SqlText {
    private SqlText() {}

    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
