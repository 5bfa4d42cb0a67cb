package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.Scope;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.AutoGroupBy;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.SimpleGroupBy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** Writes GROUP BY out as a list of sets of expressions. */
final class GroupingElements {
    private static final int MAXIMUM_SETS = 2048;

    private final List<SelectList.Item> items;
    private final AstSearch search;
    private final Scope scope;

    GroupingElements(List<SelectList.Item> items, AstSearch search, Scope scope) {
        this.items = items;
        this.search = search;
        this.scope = scope;
    }

    List<List<Node>> sets(GroupBy groupBy) {
        if (isAll(groupBy)) {
            return List.of(unaggregated());
        }
        requireFewSets(groupBy);
        List<List<Node>> sets = List.of(List.of());
        for (GroupingElement element : groupBy.getGroupingElements()) {
            sets = product(sets, alternatives(element));
        }
        return groupBy.isDistinct()
                ? new ArrayList<>(new LinkedHashSet<>(sets.stream()
                        .map(set -> List.copyOf(new LinkedHashSet<>(set)))
                        .toList()))
                : sets;
    }

    /** {@code GROUP BY ALL}, which to the grammar is a column of that name; it is AUTO where there is no such column. */
    private boolean isAll(GroupBy groupBy) {
        return !groupBy.isDistinct()
                && groupBy.getGroupingElements().size() == 1
                && groupBy.getGroupingElements().getFirst() instanceof SimpleGroupBy simple
                && simple.getExpressions().size() == 1
                && simple.getExpressions().getFirst() instanceof Identifier name
                && !name.isDelimited()
                && name.getValue().equalsIgnoreCase("all")
                && scope.resolve(QualifiedName.of(List.of(name)), name).isEmpty();
    }

    /** Counts before any set is written out, since CUBE doubles them with each column. */
    private static void requireFewSets(GroupBy groupBy) {
        BigInteger count = BigInteger.ONE;
        for (GroupingElement element : groupBy.getGroupingElements()) {
            if (element instanceof GroupingSets sets) {
                int size = sets.getSets().size();
                count = count.multiply(
                        switch (sets.getType()) {
                            case EXPLICIT -> BigInteger.valueOf(size);
                            case ROLLUP -> BigInteger.valueOf(size + 1L);
                            case CUBE -> BigInteger.ONE.shiftLeft(size);
                        });
            }
        }
        if (count.compareTo(BigInteger.valueOf(MAXIMUM_SETS)) > 0) {
            boolean countable = count.bitLength() < Integer.SIZE;
            throw Errors.at(
                    groupBy,
                    StandardErrorCode.TOO_MANY_GROUPING_SETS,
                    "GROUP BY has %s grouping sets but can contain at most %s",
                    countable ? count : "more than " + Integer.MAX_VALUE,
                    MAXIMUM_SETS);
        }
    }

    private List<List<Node>> alternatives(GroupingElement element) {
        return switch (element) {
            case SimpleGroupBy simple ->
                List.of(simple.getExpressions().stream().map(this::key).toList());
            case GroupingSets sets -> sets(sets);
            case AutoGroupBy _ -> List.of(unaggregated());
            default -> throw Errors.notSupported(element, "Grouping not supported: " + element);
        };
    }

    private Node key(Node expression) {
        if (!(expression instanceof LongLiteral ordinal)) {
            search.requireScalar("GROUP BY clause", expression);
            return expression;
        }
        long position = ordinal.getParsedValue();
        if (position < 1 || position > items.size()) {
            throw Errors.at(
                    ordinal,
                    StandardErrorCode.INVALID_COLUMN_REFERENCE,
                    "GROUP BY position %s is not in select list",
                    position);
        }
        SelectList.Item item = items.get((int) position - 1);
        search.requireScalar("GROUP BY clause", item.node());
        return key((int) position - 1, ordinal);
    }

    /** What stands for an item among the keys: an ordinal where its syntax is no expression, or would be taken for an ordinal itself. */
    private Node key(int index, LongLiteral ordinal) {
        SelectList.Item item = items.get(index);
        return item.written() && !(item.node() instanceof LongLiteral) ? item.node() : ordinal;
    }

    /** The select list's items that AUTO groups by. */
    private List<Node> unaggregated() {
        List<Node> keys = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<Node> node = List.of(items.get(i).node());
            if (search.aggregates(node).isEmpty()
                    && search.windowCalls(node).isEmpty()
                    && search.measures(node).isEmpty()
                    && search.groupings(node).isEmpty()) {
                keys.add(key(i, new LongLiteral(String.valueOf(i + 1))));
            }
        }
        return keys;
    }

    private List<List<Node>> sets(GroupingSets sets) {
        sets.getSets().stream().flatMap(List::stream).forEach(GroupingElements::requireColumn);
        List<List<Node>> written = sets.getSets().stream()
                .map(set -> set.stream().map(Node.class::cast).toList())
                .toList();
        return switch (sets.getType()) {
            case EXPLICIT -> written;
            case ROLLUP -> {
                List<List<Node>> prefixes = new ArrayList<>();
                for (int length = written.size(); length >= 0; length--) {
                    prefixes.add(flat(written.subList(0, length)));
                }
                yield prefixes;
            }
            case CUBE -> {
                List<List<Node>> subsets = new ArrayList<>();
                for (int mask = (1 << written.size()) - 1; mask >= 0; mask--) {
                    subsets.add(flat(chosen(written, mask)));
                }
                yield subsets;
            }
        };
    }

    private static List<List<Node>> chosen(List<List<Node>> sets, int mask) {
        List<List<Node>> chosen = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            if ((mask >> (sets.size() - 1 - i) & 1) == 1) {
                chosen.add(sets.get(i));
            }
        }
        return chosen;
    }

    private static List<Node> flat(List<List<Node>> sets) {
        return sets.stream().flatMap(List::stream).toList();
    }

    private static void requireColumn(Node expression) {
        if (!(expression instanceof Identifier || expression instanceof DereferenceExpression)) {
            throw Errors.at(
                    expression,
                    StandardErrorCode.INVALID_COLUMN_REFERENCE,
                    "GROUP BY expression must be a column reference: %s",
                    expression);
        }
    }

    private static List<List<Node>> product(List<List<Node>> first, List<List<Node>> second) {
        return first.stream()
                .flatMap(left -> second.stream()
                        .map(right ->
                                Stream.concat(left.stream(), right.stream()).toList()))
                .toList();
    }
}
