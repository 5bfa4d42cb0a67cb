package io.skein.tests.fuzz;

import java.util.List;

/** Random expressions of a scope's columns that never fail: no overflow, no division by zero, no cast of a text. */
final class Expressions {
    private static final int MOST_TEXT = 12;

    private final Choice choice;
    private final List<Column> scope;

    Expressions(Choice choice, List<Column> scope) {
        this.choice = choice;
        this.scope = scope;
    }

    Kind anyKind() {
        return choice.of(Kind.values());
    }

    String of(Kind kind, int depth) {
        if (depth <= 0 || choice.chance(25)) {
            return leaf(kind);
        }
        if (choice.chance(20)) {
            return anyway(kind, depth - 1);
        }
        return switch (kind) {
            case BIGINT -> bigint(depth - 1);
            case DOUBLE -> doubleValue(depth - 1);
            case DECIMAL -> decimal(depth - 1);
            case VARCHAR -> varchar(depth - 1);
            case DATE -> date(depth - 1);
            case BOOLEAN -> condition(depth - 1);
        };
    }

    private String leaf(Kind kind) {
        List<Column> fitting =
                scope.stream().filter(column -> column.kind() == kind).toList();
        return fitting.isEmpty() || choice.chance(20)
                ? literal(kind)
                : choice.of(fitting).sql();
    }

    private String literal(Kind kind) {
        if (choice.chance(8)) {
            return "CAST(NULL AS " + (kind == Kind.DECIMAL ? "decimal(12,2)" : kind) + ")";
        }
        return switch (kind) {
            case BIGINT -> "BIGINT '" + choice.number(-3, 40) + "'";
            case DOUBLE -> choice.number(-9, 99) + "." + choice.number(0, 9) + "e0";
            case DECIMAL -> "DECIMAL '" + choice.number(-9, 99) + "." + choice.number(10, 99) + "'";
            case VARCHAR -> "'" + choice.of("", "a", "B", "AIR", "Customer#00000000", "F", "blue ", "%", "é1") + "'";
            case DATE ->
                "DATE '199" + choice.number(2, 8) + "-0" + choice.number(1, 9) + "-1" + choice.number(0, 9) + "'";
            case BOOLEAN -> choice.of("true", "false");
        };
    }

    /** What every kind can. */
    private String anyway(Kind kind, int depth) {
        return switch (choice.number(0, 4)) {
            case 0 -> "coalesce(" + of(kind, depth) + ", " + of(kind, depth) + ")";
            case 1 ->
                "CASE WHEN " + of(Kind.BOOLEAN, depth) + " THEN " + of(kind, depth) + " ELSE " + of(kind, depth)
                        + " END";
            case 2 -> "if(" + of(Kind.BOOLEAN, depth) + ", " + of(kind, depth) + ")";
            case 3 -> "nullif(" + of(kind, depth) + ", " + of(kind, depth) + ")";
            default -> choice.of("greatest", "least") + "(" + of(kind, depth) + ", " + of(kind, depth) + ")";
        };
    }

    private String bigint(int depth) {
        return switch (choice.number(0, 10)) {
            case 0, 1 -> "(" + of(Kind.BIGINT, depth) + " + " + of(Kind.BIGINT, depth) + ")";
            case 2 -> "(" + of(Kind.BIGINT, depth) + " - " + of(Kind.BIGINT, depth) + ")";
            case 3 -> "(" + of(Kind.BIGINT, depth) + " * " + choice.number(-3, 7) + ")";
            case 4 -> "(" + of(Kind.BIGINT, depth) + " " + choice.of("%", "/") + " " + choice.number(1, 9) + ")";
            case 5 -> "abs(" + of(Kind.BIGINT, depth) + ")";
            case 6 -> "length(" + of(Kind.VARCHAR, depth) + ")";
            case 7 -> choice.of("year", "month", "day_of_week", "quarter") + "(" + of(Kind.DATE, depth) + ")";
            case 8 -> "strpos(" + of(Kind.VARCHAR, depth) + ", " + literal(Kind.VARCHAR) + ")";
            case 9 ->
                "cardinality(filter(ARRAY[" + of(Kind.BIGINT, depth) + ", " + of(Kind.BIGINT, depth) + "], x -> x > "
                        + of(Kind.BIGINT, depth) + "))";
            default -> "date_diff('day', " + of(Kind.DATE, depth) + ", " + of(Kind.DATE, depth) + ")";
        };
    }

    private String doubleValue(int depth) {
        return switch (choice.number(0, 4)) {
            case 0 -> "(" + of(Kind.DOUBLE, depth) + " + " + of(Kind.DOUBLE, depth) + ")";
            case 1 -> "(" + of(Kind.DOUBLE, depth) + " * " + choice.number(-2, 3) + ")";
            case 2 -> "(" + of(Kind.DOUBLE, depth) + " / " + choice.number(2, 8) + "e0)";
            case 3 -> "abs(" + of(Kind.DOUBLE, depth) + ")";
            default -> "CAST(" + of(Kind.BIGINT, depth) + " AS double)";
        };
    }

    private String decimal(int depth) {
        return switch (choice.number(0, 3)) {
            case 0 -> "CAST(" + of(Kind.BIGINT, depth) + " AS decimal(18,2))";
            case 1 -> "CAST(" + leaf(Kind.DECIMAL) + " + " + leaf(Kind.DECIMAL) + " AS decimal(20,2))";
            case 2 -> "abs(" + of(Kind.DECIMAL, depth) + ")";
            default -> "round(" + of(Kind.DECIMAL, depth) + ", 1)";
        };
    }

    private String varchar(int depth) {
        String text = of(Kind.VARCHAR, depth);
        return switch (choice.number(0, 6)) {
            case 0 -> "substr(" + text + " || " + of(Kind.VARCHAR, depth) + ", 1, " + MOST_TEXT + ")";
            case 1 -> choice.of("upper", "lower", "trim", "reverse") + "(" + text + ")";
            case 2 -> "substr(" + text + ", " + choice.number(1, 5) + ", " + choice.number(0, MOST_TEXT) + ")";
            case 3 -> "replace(" + text + ", " + literal(Kind.VARCHAR) + ", 'x')";
            case 4 -> "CAST(" + of(choice.of(Kind.BIGINT, Kind.DATE, Kind.BOOLEAN), depth) + " AS varchar)";
            case 5 -> "split_part(" + text + ", ' ', " + choice.number(1, 3) + ")";
            default -> "regexp_replace(" + text + ", '[aeiou]+', '.')";
        };
    }

    private String date(int depth) {
        return switch (choice.number(0, 2)) {
            case 0 ->
                "(" + of(Kind.DATE, depth) + " " + choice.of("+", "-") + " INTERVAL '" + choice.number(0, 40) + "' "
                        + choice.of("DAY", "MONTH") + ")";
            case 1 -> "date_trunc('" + choice.of("month", "year", "week") + "', " + of(Kind.DATE, depth) + ")";
            default -> "date_add('day', " + choice.number(-9, 9) + ", " + of(Kind.DATE, depth) + ")";
        };
    }

    String condition(int depth) {
        Kind kind = anyKind();
        String value = of(kind, depth);
        return switch (choice.number(0, 9)) {
            case 0, 1, 2 ->
                "(" + value + " " + choice.of("=", "<>", "<", "<=", ">", ">=") + " " + of(kind, depth) + ")";
            case 3 -> "(" + of(Kind.BOOLEAN, depth) + " AND " + of(Kind.BOOLEAN, depth) + ")";
            case 4 -> "(" + of(Kind.BOOLEAN, depth) + " OR " + of(Kind.BOOLEAN, depth) + ")";
            case 5 -> "(NOT " + of(Kind.BOOLEAN, depth) + ")";
            case 6 -> "(" + value + choice.of(" IS NULL", " IS NOT NULL") + ")";
            case 7 -> "(" + value + " IS " + choice.of("", "NOT ") + "DISTINCT FROM " + of(kind, depth) + ")";
            case 8 -> "(" + value + choice.of(" IN (", " NOT IN (") + of(kind, depth) + ", " + of(kind, depth) + "))";
            default ->
                choice.chance(50)
                        ? "(" + value + " BETWEEN " + of(kind, depth) + " AND " + of(kind, depth) + ")"
                        : "(" + of(Kind.VARCHAR, depth) + " LIKE '" + choice.of("%a%", "_u%", "%", "F", "%#%1") + "')";
        };
    }
}
