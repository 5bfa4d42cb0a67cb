package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SetOperator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * INTERSECT and EXCEPT of values that are equal by a key and may look different: a row stays if the other side has one of its key, or has none. With ALL the
 * rows of a key are counted through on both sides, and the count is part of the key.
 */
final class KeyedSetOperation {
    /** No symbol has this name. */
    private static final String COUNT = Names.quoted("$count");

    private final List<Symbol> columns;
    private final boolean distinct;
    private final String join;

    KeyedSetOperation(SetOperationNode operation) {
        this.columns = operation.outputs();
        this.distinct = operation.distinct();
        this.join = operation.operator() == SetOperator.INTERSECT ? " SEMI JOIN " : " ANTI JOIN ";
    }

    /** The query of these branches, each in brackets; they are taken from left to right. */
    String of(List<String> branches) {
        String result = branches.getFirst();
        for (String branch : branches.subList(1, branches.size())) {
            result = "(" + of(result, branch) + ")";
        }
        return "SELECT " + Names.list(columns) + " FROM " + result;
    }

    private String of(String left, String right) {
        return "SELECT " + columns("l") + " FROM " + counted(left) + " AS l" + join + counted(right) + " AS r ON "
                + condition();
    }

    private String columns(String side) {
        return columns.stream().map(symbol -> side + "." + Names.quoted(symbol)).collect(Collectors.joining(", "));
    }

    private String counted(String branch) {
        String count = "row_number() OVER (PARTITION BY "
                + columns.stream()
                        .map(symbol -> Names.key(symbol.type(), Names.quoted(symbol)))
                        .collect(Collectors.joining(", "))
                + ")";
        return "(SELECT *, " + count + " AS " + COUNT + " FROM " + branch
                + (distinct ? " QUALIFY " + COUNT + " = 1" : "") + ")";
    }

    private String condition() {
        return columns.stream()
                .map(symbol -> Names.key(symbol.type(), "l." + Names.quoted(symbol)) + " IS NOT DISTINCT FROM "
                        + Names.key(symbol.type(), "r." + Names.quoted(symbol)))
                .collect(Collectors.joining(" AND ", "", " AND l." + COUNT + " = r." + COUNT));
    }
}
