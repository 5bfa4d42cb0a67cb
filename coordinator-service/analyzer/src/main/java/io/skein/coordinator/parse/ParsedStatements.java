package io.skein.coordinator.parse;

import io.trino.sql.tree.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The syntax trees of the statements asked last; trees do not change, so that all may share them. Bounded by the length of the texts, on which the size of
 * the trees depends. Thread-safe.
 */
final class ParsedStatements {
    private static final int LONGEST = 1 << 16;
    private static final int TOTAL = 1 << 19;

    private final Map<String, Statement> statements = new LinkedHashMap<>(16, 0.75f, true);
    private int length;

    synchronized Optional<Statement> find(String text) {
        return Optional.ofNullable(statements.get(text));
    }

    synchronized void keep(String text, Statement statement) {
        if (text.length() > LONGEST || statements.put(text, statement) != null) {
            return;
        }
        length += text.length();
        while (length > TOTAL) {
            String oldest = statements.keySet().iterator().next();
            statements.remove(oldest);
            length -= oldest.length();
        }
    }

    synchronized int size() {
        return statements.size();
    }
}
