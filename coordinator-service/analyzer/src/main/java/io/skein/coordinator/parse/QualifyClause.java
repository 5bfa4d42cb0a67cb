package io.skein.coordinator.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** {@code QUALIFY condition}, told as {@code WINDOW "$qualify" AS (PARTITION BY condition)}; it may stand before or after WINDOW. */
final class QualifyClause implements Extension {
    static final String MARKER = "$qualify";

    private static final String QUOTED = "\"" + MARKER + "\"";
    private static final String DEFINITION = QUOTED + " AS (PARTITION BY";

    @Override
    public void toStandard(Tokens tokens) {
        Deque<Boolean> windows = new ArrayDeque<>();
        windows.push(false);
        for (int i = 0; i < tokens.size(); i++) {
            int depth = tokens.depthChange(i);
            if (depth > 0) {
                windows.push(false);
            } else if (depth < 0 && windows.size() > 1) {
                windows.pop();
            } else if (tokens.is(i, "SELECT")) {
                replaceTop(windows, false);
            } else if (Clauses.isWindow(tokens, i)) {
                replaceTop(windows, true);
            } else if (Clauses.starts(tokens, i, "QUALIFY")) {
                toStandard(tokens, i, windows.element());
                replaceTop(windows, true);
            }
        }
    }

    private static void toStandard(Tokens tokens, int start, boolean afterWindows) {
        int end = Clauses.end(tokens, start + 1);
        boolean beforeWindows = Clauses.isWindow(tokens, end);
        tokens.replace(end, beforeWindows ? end + 1 : end, beforeWindows ? ")," : ")");
        tokens.replace(start, start + 1, (afterWindows ? ", " : "WINDOW ") + DEFINITION);
    }

    private static void replaceTop(Deque<Boolean> stack, boolean value) {
        stack.pop();
        stack.push(value);
    }

    @Override
    public void toExtended(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, QUOTED.toUpperCase(Locale.ENGLISH), "AS", "(", "PARTITION", "BY")) {
                int close = tokens.closing(i + 2);
                boolean more = tokens.is(i - 1, "WINDOW") && tokens.is(close + 1, ",");
                tokens.replace(close, more ? close + 2 : close + 1, more ? " WINDOW" : "");
                tokens.replace(i - 1, i + 5, " QUALIFY");
            }
        }
    }
}
