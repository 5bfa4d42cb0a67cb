package io.skein.coordinator.parse;

import java.util.Locale;
import java.util.Set;

/**
 * {@code PIVOT (aggregates FOR columns IN (values) GROUP BY groups)}, told as a row pattern whose only measure is a query:
 * {@code MATCH_RECOGNIZE (MEASURES (SELECT aggregates, "$for"(columns), values GROUP BY groups) AS "$pivot" PATTERN ("$pivot") DEFINE "$pivot" AS TRUE)}.
 */
final class PivotClause implements Extension {
    static final String MARKER = "$pivot";
    static final String FOR = "$for";

    private static final String QUOTED = "\"" + MARKER + "\"";
    private static final String HEAD = "MATCH_RECOGNIZE (MEASURES (SELECT";
    private static final String TAIL = ") AS " + QUOTED + " PATTERN (" + QUOTED + ") DEFINE " + QUOTED + " AS TRUE )";
    private static final int HEAD_LENGTH = 5;

    /** What a query can have and a pivot can not. */
    private static final Set<String> REFUSED = Set.of(
            "FROM",
            "WHERE",
            "HAVING",
            "WINDOW",
            "QUALIFY",
            "ORDER",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "UNION",
            "INTERSECT",
            "EXCEPT");

    @Override
    public void toStandard(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "PIVOT", "(") && Clauses.starts(tokens, i, "PIVOT")) {
                toStandard(tokens, i);
            }
        }
    }

    private static void toStandard(Tokens tokens, int pivot) {
        int open = pivot + 1;
        int close = tokens.closing(open);
        int columns = tokens.find(open + 1, close, "FOR") + 1;
        int values = columns == 0 ? -1 : tokens.find(columns, close, "IN") + 1;
        if (values <= 0 || !tokens.is(values, "(")) {
            return;
        }
        int valuesEnd = tokens.closing(values);
        boolean grouped = tokens.is(valuesEnd + 1, "GROUP", "BY");
        if ((valuesEnd + 1 != close && !grouped)
                || refused(tokens, open + 1, columns)
                || refused(tokens, valuesEnd + 3, close)) {
            return;
        }
        boolean bracketed = tokens.is(columns, "(") && tokens.closing(columns) == values - 2;
        tokens.replace(close, close + 1, TAIL);
        tokens.replace(valuesEnd, valuesEnd + 1, "");
        tokens.replace(values - 1, values + 1, bracketed ? "," : "),");
        tokens.replace(columns - 1, columns, ", \"" + FOR + "\"" + (bracketed ? "" : "("));
        tokens.replace(pivot, open + 1, HEAD);
    }

    private static boolean refused(Tokens tokens, int from, int to) {
        return tokens.is(from, "DISTINCT")
                || tokens.is(from, "ALL")
                || REFUSED.stream().anyMatch(word -> tokens.find(from, to, word) >= 0);
    }

    @Override
    public void toExtended(Tokens tokens) {
        String marker = "\"" + FOR.toUpperCase(Locale.ENGLISH) + "\"";
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i - 1, ",", marker, "(")) {
                toExtended(tokens, i, tokens.opening(i));
            }
        }
    }

    private static void toExtended(Tokens tokens, int columns, int query) {
        int queryEnd = tokens.closing(query);
        int columnsEnd = tokens.closing(columns + 1);
        int group = tokens.find(columnsEnd + 1, queryEnd, "GROUP");
        int close = tokens.closing(query - 2);
        tokens.replace(queryEnd, close, "");
        tokens.replace(group < 0 ? queryEnd : group, group < 0 ? queryEnd : group, ")");
        tokens.replace(columnsEnd, columnsEnd + 2, ") IN (");
        tokens.replace(columns - 1, columns + 2, " FOR (");
        tokens.replace(query + 2 - HEAD_LENGTH, query + 2, "PIVOT (");
    }
}
