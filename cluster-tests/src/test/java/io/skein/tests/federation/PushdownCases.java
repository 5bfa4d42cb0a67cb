package io.skein.tests.federation;

import io.skein.tests.fuzz.Choice;
import java.util.ArrayList;
import java.util.List;

/** Random queries over a table whose values are hard to compare, each with one answer. */
final class PushdownCases {
    /** The table, for any database that has these types. Every column but the key has NULLs. */
    static final String TABLE = """
            CREATE TABLE cases (
              id int PRIMARY KEY, i int, b bigint, d numeric(10,2), f double precision, t text, v varchar(8), l date,
              m timestamp(3), o boolean);
            INSERT INTO cases SELECT n,
              CASE WHEN n % 11 = 0 THEN NULL WHEN n = 1 THEN 2147483647 WHEN n = 2 THEN -2147483648 ELSE n % 23 - 7 END,
              CASE WHEN n % 13 = 0 THEN NULL ELSE n::bigint * 1000003 % 1009 - 300 END,
              CASE WHEN n % 7 = 0 THEN NULL ELSE (n * 37 % 2001 - 1000) / 8.0 END,
              CASE WHEN n % 17 = 0 THEN NULL WHEN n % 19 = 0 THEN 'NaN' WHEN n % 29 = 0 THEN 'Infinity' WHEN n % 31 = 0 THEN '-0'
                ELSE (n * 53 % 400 - 200) / 4.0 END,
              (ARRAY['', 'a', 'A', 'ab', 'Ab', 'aB', 'a b', 'a%', 'a_c', 'ä', 'Ä', 'z', 'Z', '€', '𝄞', 'a\\b', 'it''s', ' a', 'a ', NULL])[n % 20 + 1],
              (ARRAY['x', 'X', 'xy', 'x-y', 'a', 'ab', 'é', NULL])[n % 8 + 1],
              CASE WHEN n % 9 = 0 THEN NULL ELSE date '2019-12-28' + (n * 7 % 800) END,
              CASE WHEN n % 10 = 0 THEN NULL ELSE timestamp '1999-12-31 23:59:59.5' + n * interval '31 hours 7.001 seconds' END,
              CASE WHEN n % 5 = 0 THEN NULL ELSE n % 3 = 0 END
            FROM generate_series(1, 400) AS n;
            ANALYZE cases""";

    private static final List<String> GROUPS =
            List.of("i", "t", "v", "o", "l", "year(l)", "date_trunc('month', m)", "b % 3");

    private static final List<String> MEASURES = List.of(
            "count(*)",
            "count(t)",
            "count(DISTINCT t)",
            "count(DISTINCT i)",
            "sum(i)",
            "sum(b)",
            "sum(d)",
            "sum(DISTINCT i)",
            "avg(i)",
            "avg(d)",
            "min(t)",
            "max(t)",
            "max(v)",
            "min(f)",
            "max(f)",
            "min(l)",
            "max(m)",
            "min(d)",
            "bool_or(o)",
            "bool_and(o)",
            "sum(b * 2)",
            "sum(d * d)",
            "max(length(t))");

    private final Choice choice;
    private final String table;

    private PushdownCases(Choice choice, String table) {
        this.choice = choice;
        this.table = table;
    }

    /** The query of a seed; rows are compared as a bag, since only their order is open. */
    static String query(long seed, String table) {
        return new PushdownCases(new Choice(seed), table).query();
    }

    private String query() {
        return switch (choice.number(0, 5)) {
            case 0, 1 -> "SELECT id, t, f FROM " + table + " WHERE " + condition("", 3);
            case 2, 3 -> grouped();
            case 4 -> first();
            default -> joined();
        };
    }

    private String grouped() {
        List<String> items = new ArrayList<>();
        boolean keys = choice.chance(75);
        String key = choice.of(GROUPS);
        if (keys) {
            items.add(key);
        }
        for (int i = choice.number(keys ? 0 : 1, 3); i > 0; i--) {
            String filter = choice.chance(20) ? " FILTER (WHERE " + condition("", 1) + ")" : "";
            items.add(choice.of(MEASURES) + filter);
        }
        return "SELECT " + String.join(", ", items) + " FROM " + table
                + (choice.chance(60) ? " WHERE " + condition("", 2) : "")
                + (keys ? " GROUP BY " + key : "")
                + (choice.chance(20) ? " HAVING count(*) > " + choice.number(0, 20) : "");
    }

    private String first() {
        String order = choice.of("i", "b", "d", "f", "t", "v", "l", "m", "o");
        return "SELECT id, " + order + " FROM " + table + " WHERE " + condition("", 2) + " ORDER BY " + order
                + choice.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST") + ", id LIMIT " + choice.number(1, 30);
    }

    private String joined() {
        String key = choice.of("i", "b", "t", "v", "l", "d");
        String kind = choice.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
        String rows = "(SELECT * FROM " + table + " WHERE id <= 60)";
        return "SELECT x.id, y.id, y.t FROM %s x %s %s y ON x.%s = y.%s%s WHERE %s"
                .formatted(
                        rows,
                        kind,
                        rows,
                        key,
                        key,
                        kind.equals("JOIN") && choice.chance(40) ? " AND x.id < y.id" : "",
                        condition(choice.of("x.", "y."), 1));
    }

    /** @param side what stands before columns */
    private String condition(String side, int depth) {
        if (depth > 0 && choice.chance(60)) {
            return switch (choice.number(0, 2)) {
                case 0 -> "(" + condition(side, depth - 1) + " AND " + condition(side, depth - 1) + ")";
                case 1 -> "(" + condition(side, depth - 1) + " OR " + condition(side, depth - 1) + ")";
                default -> "NOT (" + condition(side, depth - 1) + ")";
            };
        }
        return switch (choice.number(0, 10)) {
            case 0 -> whole(side) + comparison() + choice.number(-8, 16);
            case 1 -> side + "b" + comparison() + choice.number(-300, 700);
            case 2 -> side + "d" + comparison() + "DECIMAL '" + choice.number(-125, 125) + ".5'";
            case 3 -> side + "f" + comparison() + choice.of("0e0", "-12.5e0", "nan()", "infinity()", "33e0");
            case 4 -> side + choice.of("t", "v") + comparison() + text();
            case 5 -> side + choice.of("t", "v") + choice.of(" IN (", " NOT IN (") + text() + ", " + text() + ")";
            case 6 ->
                side + choice.of("t", "v") + " LIKE "
                        + choice.of("'a%'", "'%b'", "'_'", "'a\\%'", "'%€%'", "''", "'A_'");
            case 7 -> side + "l" + comparison() + "DATE '" + choice.of("2020-02-29", "2021-01-01", "2020-06-30") + "'";
            case 8 ->
                side + "m" + comparison() + "TIMESTAMP '"
                        + choice.of("2000-01-01 00:00:00.000", "2000-06-01 12:00:00.123") + "'";
            case 9 ->
                side + choice.of("i", "b", "d", "f", "t", "v", "l", "m", "o") + choice.of(" IS NULL", " IS NOT NULL");
            default ->
                choice.of(
                        side + "o",
                        "length(" + side + "t)" + comparison() + choice.number(0, 3),
                        "year(" + side + "l)" + comparison() + "2020",
                        "day_of_week(" + side + "l)" + comparison() + choice.number(1, 7),
                        "week(" + side + "l)" + comparison() + choice.number(1, 53),
                        "date_trunc('week', " + side + "m)" + comparison() + "TIMESTAMP '2000-02-07 00:00:00'",
                        "coalesce(" + side + "t, 'a')" + comparison() + text(),
                        "nullif(" + side + "i, 3) IS NULL",
                        side + "i BETWEEN " + choice.number(-8, 2) + " AND " + choice.number(2, 15),
                        "CASE WHEN " + side + "o THEN " + side + "i ELSE 4 END" + comparison() + choice.number(-3, 9),
                        side + "t" + comparison() + side + "v",
                        side + "i" + comparison() + side + "b");
        };
    }

    private String whole(String side) {
        return choice.of(
                side + "i",
                "-" + side + "b",
                "(" + side + "i % 5)",
                "abs(" + side + "b)",
                "(" + side + "b + " + choice.number(1, 9) + ")",
                "(" + side + "b * 3 - " + side + "id)");
    }

    private String comparison() {
        return choice.of(" = ", " <> ", " < ", " <= ", " > ", " >= ", " IS DISTINCT FROM ");
    }

    private String text() {
        return choice.of("''", "'a'", "'A'", "'ab'", "'ä'", "'Z'", "'€'", "'𝄞'", "'a%'", "'it''s'", "'a '", "'x-y'");
    }
}
