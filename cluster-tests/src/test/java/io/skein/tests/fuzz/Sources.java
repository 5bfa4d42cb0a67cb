package io.skein.tests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random sources of few rows. */
final class Sources {
    private final Choice choice;
    private final IntFunction<Query> queries;
    private int aliases;

    /** @param queries makes a query of at most this depth, for derived tables */
    Sources(Choice choice, IntFunction<Query> queries) {
        this.choice = choice;
        this.queries = queries;
    }

    Source any(int depth) {
        Source source = one(depth);
        for (int joins = choice.number(0, depth); joins > 0; joins--) {
            source = join(source, one(depth - 1));
        }
        return source;
    }

    /** All rows of a table, for an aggregation. */
    Source whole() {
        Table table = choice.of(Table.ALL);
        return named(table.name(), table.columns());
    }

    Source table() {
        Table table = choice.of(Table.ALL);
        return named(table.small(), table.columns());
    }

    private Source one(int depth) {
        int form = depth > 0 ? choice.number(0, 9) : 0;
        return switch (form) {
            case 7 -> values();
            case 8, 9 -> derived(queries.apply(depth - 1));
            default -> table();
        };
    }

    Source derived(Query query) {
        List<Column> columns = new ArrayList<>();
        for (Kind kind : query.kinds()) {
            columns.add(new Column("c" + columns.size(), kind));
        }
        String alias = alias();
        String names = columns.stream().map(Column::sql).collect(Collectors.joining(", "));
        return new Source("(" + query.sql() + ") AS " + alias + "(" + names + ")", qualified(alias, columns));
    }

    /** The source under another name. */
    Source named(String sql, List<Column> columns) {
        String alias = alias();
        return new Source(sql + " AS " + alias, qualified(alias, columns));
    }

    private Source values() {
        String alias = alias();
        if (choice.chance(50)) {
            return new Source(
                    "(SELECT n FROM UNNEST(sequence(1, " + choice.number(1, 9) + ")) AS u(n)) AS " + alias,
                    List.of(new Column(alias + ".n", Kind.BIGINT)));
        }
        String rows = IntStream.range(0, choice.number(1, 5))
                .mapToObj(row -> "(BIGINT '" + choice.number(0, 9) + "', "
                        + choice.of("'a'", "'b'", "CAST(NULL AS varchar)") + ")")
                .collect(Collectors.joining(", "));
        return new Source(
                "(VALUES " + rows + ") AS " + alias + "(k, t)",
                List.of(new Column(alias + ".k", Kind.BIGINT), new Column(alias + ".t", Kind.VARCHAR)));
    }

    private Source join(Source left, Source right) {
        List<Column> leftKeys = left.of(Kind.BIGINT);
        List<Column> rightKeys = right.of(Kind.BIGINT);
        if (leftKeys.isEmpty() || rightKeys.isEmpty()) {
            return left;
        }
        Source both = left.joined("JOIN", right, "");
        String equal = choice.of(leftKeys).sql() + " = " + choice.of(rightKeys).sql();
        boolean full = choice.chance(10);
        String further = full || choice.chance(60) ? "" : " AND " + new Expressions(choice, both.scope()).condition(1);
        String kind = full ? "FULL JOIN" : choice.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN");
        return left.joined(kind, right, " ON " + equal + further);
    }

    private static List<Column> qualified(String alias, List<Column> columns) {
        return columns.stream()
                .map(column -> new Column(alias + "." + column.sql(), column.kind()))
                .toList();
    }

    private String alias() {
        return "t" + ++aliases;
    }
}
