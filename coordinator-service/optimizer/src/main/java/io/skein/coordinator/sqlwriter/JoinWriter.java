package io.skein.coordinator.sqlwriter;

import static io.skein.coordinator.rewrite.ExpressionTree.references;
import static io.skein.coordinator.sqlwriter.PlanWriter.union;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.coordinator.rewrite.PlanTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins in the FROM. Filters of a side that keeps its rows are lifted into the joined block's WHERE; the kernel puts them back where they belong. */
final class JoinWriter {
    private final PlanWriter writer;

    JoinWriter(PlanWriter writer) {
        this.writer = writer;
    }

    SelectBlock join(JoinNode join, Set<Symbol> required) {
        List<Expression> terms = new ArrayList<>();
        for (EquiClause clause : join.criteria()) {
            terms.add(new Comparison(
                    ComparisonOperator.EQUAL,
                    clause.left().reference(),
                    clause.right().reference()));
        }
        join.filter().ifPresent(filter -> terms.addAll(ExpressionTree.conjuncts(filter)));
        Set<Symbol> read = references(terms);
        Set<Symbol> needed = union(required, read);
        JoinKind kind = join.kind();
        SelectBlock left = operand(
                writer.write(join.left(), needed), needed, read, kind == JoinKind.INNER || kind == JoinKind.LEFT);
        SelectBlock right = operand(
                writer.write(join.right(), needed), needed, read, kind == JoinKind.INNER || kind == JoinKind.RIGHT);
        return joined(kind, left, right, right.rightOperand(), terms);
    }

    SelectBlock lateral(LateralNode lateral, Set<Symbol> required) {
        Set<Symbol> read = union(references(lateral.filter()), PlanTree.freeSymbols(lateral.subquery()));
        Set<Symbol> needed = union(required, read);
        SelectBlock left = operand(writer.write(lateral.input(), needed), needed, read, true);
        List<Symbol> columns =
                lateral.subquery().outputs().stream().filter(needed::contains).toList();
        String subquery = "LATERAL ("
                + writer.write(lateral.subquery(), Set.copyOf(columns)).text(columns) + ")";
        return joined(
                lateral.kind(),
                left,
                SelectBlock.over(subquery, columns),
                subquery,
                ExpressionTree.conjuncts(lateral.filter()));
    }

    private SelectBlock joined(
            JoinKind kind, SelectBlock left, SelectBlock right, String rightText, List<Expression> terms) {
        Map<Symbol, Item> items = new LinkedHashMap<>(left.items());
        items.putAll(right.items());
        SelectBlock conditions = SelectBlock.overJoin("", items);
        String on = String.join(
                " AND ",
                terms.stream().map(term -> writer.condition(term, conditions)).toList());
        String text;
        if (kind == JoinKind.INNER && terms.isEmpty()) {
            text = left.from() + " CROSS JOIN " + rightText;
        } else {
            String operator = kind == JoinKind.INNER ? " JOIN " : " " + kind + " JOIN ";
            text = left.from() + operator + rightText + " ON " + (on.isEmpty() ? "true" : on);
        }
        SelectBlock block = SelectBlock.overJoin(text, items);
        left.where().forEach(block::filter);
        right.where().forEach(block::filter);
        return block;
    }

    /** The block itself where its FROM can stand in the join, else one around it. */
    private static SelectBlock operand(SelectBlock block, Set<Symbol> needed, Set<Symbol> read, boolean keepsRows) {
        Set<Symbol> own = new HashSet<>(block.items().keySet());
        own.retainAll(needed);
        boolean carries = block.plain(keepsRows ? intersection(own, read) : own)
                && own.stream().map(block.items()::get).noneMatch(Item::once);
        boolean flat = block.phase() == SelectBlock.Phase.ROWS
                && !block.from().isEmpty()
                && !block.ordered()
                && (keepsRows || block.where().isEmpty());
        return flat && carries ? block : block.closed(needed);
    }

    private static Set<Symbol> intersection(Set<Symbol> left, Set<Symbol> right) {
        Set<Symbol> both = new HashSet<>(left);
        both.retainAll(right);
        return both;
    }
}
