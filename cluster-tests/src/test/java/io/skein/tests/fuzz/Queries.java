package io.skein.tests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random queries over tpch.tiny whose answer, as a bag of rows, does not depend on how they are run. */
final class Queries {
    private static final List<Kind> EXACT = List.of(Kind.BIGINT, Kind.DECIMAL, Kind.VARCHAR, Kind.DATE, Kind.BOOLEAN);
    private static final int DEPTH = 2;

    private final Choice choice;
    private final Sources sources;

    Queries(long seed) {
        choice = new Choice(seed);
        sources = new Sources(choice, this::query);
    }

    /** An aggregation, or the first rows of something that may have many. */
    String statement() {
        return (choice.chance(40) ? aggregation(DEPTH) : limited(query(DEPTH))).sql();
    }

    private Query query(int depth) {
        return switch (choice.number(0, depth > 0 ? 11 : 3)) {
            case 0, 1, 2 -> plain(depth, kinds());
            case 3, 4, 5 -> aggregation(depth);
            case 6 -> distinct(depth);
            case 7, 8 -> setOperation(depth);
            case 9 -> window(depth);
            case 10 -> limited(query(depth - 1));
            default -> shared(depth);
        };
    }

    private List<Kind> kinds() {
        return IntStream.range(0, choice.number(1, 4))
                .mapToObj(_ -> choice.of(Kind.values()))
                .toList();
    }

    private List<Kind> exactKinds() {
        return IntStream.range(0, choice.number(1, 3))
                .mapToObj(_ -> choice.of(EXACT))
                .toList();
    }

    private Query plain(int depth, List<Kind> kinds) {
        Source source = sources.any(depth);
        Expressions expressions = new Expressions(choice, source.scope());
        List<String> columns = new ArrayList<>();
        for (Kind kind : kinds) {
            boolean subquery = kind == Kind.BIGINT && depth > 0 && choice.chance(15);
            columns.add(subquery ? scalar(source) : expressions.of(kind, 3));
        }
        return new Query(
                "SELECT " + String.join(", ", columns) + " FROM " + source.sql() + where(source, expressions, depth),
                kinds);
    }

    private Query distinct(int depth) {
        Query query = plain(depth, exactKinds());
        return new Query(query.sql().replaceFirst("SELECT ", "SELECT DISTINCT "), query.kinds());
    }

    private String where(Source source, Expressions expressions, int depth) {
        List<String> conditions = new ArrayList<>();
        if (choice.chance(60)) {
            conditions.add(expressions.condition(2));
        }
        if (depth > 0 && choice.chance(35)) {
            conditions.add(subqueryCondition(source));
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(choice.of(" AND ", " AND ", " OR "), conditions);
    }

    private String key(Source source) {
        List<Column> keys = source.of(Kind.BIGINT);
        return keys.isEmpty() ? "BIGINT '3'" : choice.of(keys).sql();
    }

    private String subqueryCondition(Source outer) {
        Source inner = sources.table();
        String correlated = choice.chance(70) ? key(inner) + " = " + key(outer) : "true";
        String filter = choice.chance(50) ? "" : " AND " + new Expressions(choice, inner.scope()).condition(1);
        String rows = " FROM " + inner.sql() + " WHERE " + correlated + filter;
        return switch (choice.number(0, 3)) {
            case 0 -> choice.of("", "NOT ") + "EXISTS (SELECT 1" + rows + ")";
            case 1 -> key(outer) + choice.of(" IN ", " NOT IN ") + "(SELECT " + key(inner) + rows + ")";
            case 2 ->
                key(outer) + choice.of(" < ", " >= ", " = ") + "(SELECT " + choice.of("max", "min", "count") + "("
                        + key(inner) + ")" + rows + ")";
            default ->
                key(outer) + choice.of(" < ALL ", " >= ANY ", " = ANY ", " <> ALL ") + "(SELECT nullif(" + key(inner)
                        + ", " + choice.number(0, 3) + ")" + rows + ")";
        };
    }

    /** A subquery of one value, correlated. */
    private String scalar(Source outer) {
        Source inner = sources.table();
        return "(SELECT " + choice.of("count(*)", "sum(" + key(inner) + ")", "max(" + key(inner) + ")") + " FROM "
                + inner.sql() + " WHERE " + key(inner) + " = " + key(outer) + ")";
    }

    private Query aggregation(int depth) {
        // Only at the top: joins of large inputs on any columns would not end.
        Source source = depth == DEPTH && choice.chance(50) ? sources.whole() : sources.any(depth);
        Expressions expressions = new Expressions(choice, source.scope());
        List<Kind> kinds = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        String groups = "";
        List<Column> plain = source.scope().stream()
                .filter(column -> column.kind() != Kind.DOUBLE)
                .toList();
        if (!plain.isEmpty() && choice.chance(35)) {
            for (int keys = choice.number(1, 2); keys > 0; keys--) {
                Column key = choice.of(plain);
                kinds.add(key.kind());
                columns.add(key.sql());
            }
            groups = groupingSets(columns);
        } else if (choice.chance(80)) {
            for (Kind kind : exactKinds()) {
                kinds.add(kind);
                columns.add(expressions.of(kind, 2));
            }
            groups = IntStream.rangeClosed(1, columns.size())
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", ", " GROUP BY ", ""));
        }
        for (int aggregates = choice.number(1, 3); aggregates > 0; aggregates--) {
            Kind kind = choice.of(EXACT);
            kinds.add(kind);
            columns.add(new Aggregates(choice, expressions).of(kind));
        }
        return new Query(
                "SELECT " + String.join(", ", columns) + " FROM " + source.sql() + where(source, expressions, 0)
                        + groups + (choice.chance(20) ? " HAVING count(*) > " + choice.number(0, 5) : ""),
                kinds);
    }

    private String groupingSets(List<String> columns) {
        String list = String.join(", ", columns);
        return " GROUP BY "
                + switch (choice.number(0, 3)) {
                    case 0 -> "ROLLUP (" + list + ")";
                    case 1 -> "CUBE (" + list + ")";
                    case 2 -> "GROUPING SETS ((" + list + "), (" + choice.of(columns) + "), ())";
                    default -> list;
                };
    }

    private Query setOperation(int depth) {
        List<Kind> kinds = exactKinds();
        String operation = choice.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL");
        return new Query(
                plain(depth - 1, kinds).sql() + " " + operation + " "
                        + plain(depth - 1, kinds).sql(),
                kinds);
    }

    private Query window(int depth) {
        Source source = sources.any(depth - 1);
        Expressions expressions = new Expressions(choice, source.scope());
        String partition = choice.chance(60) ? "PARTITION BY " + expressions.of(choice.of(EXACT), 1) + " " : "";
        // Rows that are equal in all columns may change places: the bag of answers stays the same.
        String total = "ORDER BY " + source.scope().stream().map(Column::sql).collect(Collectors.joining(", "));
        String value = expressions.of(Kind.BIGINT, 2);
        String function = switch (choice.number(0, 6)) {
            case 0 -> "row_number() OVER (" + partition + total + ")";
            case 1 ->
                choice.of("rank()", "dense_rank()") + " OVER (" + partition + "ORDER BY "
                        + expressions.of(choice.of(EXACT), 1) + choice.of("", " DESC", " NULLS FIRST") + ")";
            case 2 ->
                choice.of("lag", "lead") + "(" + value + ", " + choice.number(0, 2) + ") OVER (" + partition + total
                        + ")";
            case 3 ->
                choice.of("first_value", "last_value") + "(" + value + ") OVER (" + partition + total + " ROWS BETWEEN "
                        + choice.number(0, 2) + " PRECEDING AND " + choice.number(0, 2) + " FOLLOWING)";
            case 4 -> "sum(" + value + ") OVER (" + partition + total + choice.of("", " ROWS 2 PRECEDING") + ")";
            case 5 -> "ntile(" + choice.number(1, 5) + ") OVER (" + partition + total + ")";
            default -> choice.of("count", "max", "min") + "(" + value + ") OVER (" + partition + ")";
        };
        Kind other = choice.of(Kind.values());
        return new Query(
                "SELECT " + function + ", " + expressions.of(other, 2) + " FROM " + source.sql(),
                List.of(Kind.BIGINT, other));
    }

    private Query limited(Query query) {
        Source source = sources.derived(query);
        String order = IntStream.rangeClosed(1, query.kinds().size())
                .mapToObj(ordinal ->
                        ordinal + choice.of("", " ASC", " DESC") + choice.of("", " NULLS FIRST", " NULLS LAST"))
                .collect(Collectors.joining(", "));
        String offset = choice.chance(20) ? " OFFSET " + choice.number(0, 4) : "";
        return new Query(
                "SELECT * FROM " + source.sql() + " ORDER BY " + order + offset + " LIMIT " + choice.of(0, 1, 7, 300),
                query.kinds());
    }

    /** A named query that is used twice. */
    private Query shared(int depth) {
        Query once = query(depth - 1);
        List<Column> columns = new ArrayList<>();
        for (Kind kind : once.kinds()) {
            columns.add(new Column("c" + columns.size(), kind));
        }
        String names = columns.stream().map(Column::sql).collect(Collectors.joining(", "));
        Source first = sources.named("w", columns);
        Source second = sources.named("w", columns);
        List<Column> leftKeys = first.of(Kind.BIGINT);
        Source source = leftKeys.isEmpty()
                ? first
                : first.joined("JOIN", second, " ON " + choice.of(leftKeys).sql() + " = " + key(second));
        Expressions expressions = new Expressions(choice, source.scope());
        List<Kind> kinds = exactKinds();
        String results = kinds.stream().map(kind -> expressions.of(kind, 2)).collect(Collectors.joining(", "));
        return new Query(
                "WITH w(" + names + ") AS (" + once.sql() + ") SELECT " + results + " FROM " + source.sql(), kinds);
    }
}
