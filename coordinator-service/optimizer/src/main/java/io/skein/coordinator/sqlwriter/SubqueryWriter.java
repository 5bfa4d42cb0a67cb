package io.skein.coordinator.sqlwriter;

import static io.skein.coordinator.rewrite.ExpressionTree.references;
import static io.skein.coordinator.sqlwriter.PlanWriter.union;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SubqueryKind;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.sqlwriter.Item.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Subqueries as expressions. One that only a filter reads ends up in its WHERE, where the kernel makes a semi or anti join of it. */
final class SubqueryWriter {
    private final PlanWriter writer;

    SubqueryWriter(PlanWriter writer) {
        this.writer = writer;
    }

    SelectBlock semiJoin(SemiJoinNode join, Set<Symbol> required) {
        Set<Symbol> own = Set.copyOf(join.source().outputs());
        Set<Symbol> outer = new LinkedHashSet<>();
        join.criteria().forEach(clause -> outer.add(clause.left()));
        join.filter()
                .ifPresent(filter ->
                        references(filter).stream().filter(own::contains).forEach(outer::add));
        SelectBlock block = writer.rows(join.source(), required, outer);
        if (!required.contains(join.mark())) {
            return block;
        }
        String mark = join.nullAware() ? in(join, block) : exists(join);
        block.items().put(join.mark(), new Item(mark, Kind.ONCE));
        return block;
    }

    private String in(SemiJoinNode join, SelectBlock block) {
        List<Symbol> elements = join.criteria().stream().map(EquiClause::right).toList();
        SelectBlock filtering = writer.write(join.filteringSource(), Set.copyOf(elements));
        List<String> keys = join.criteria().stream()
                .map(clause -> key(clause.left(), block))
                .toList();
        String value = keys.size() == 1 ? keys.getFirst() : "(" + String.join(", ", keys) + ")";
        return value + " IN (" + elementQuery(filtering, elements) + ")";
    }

    private String exists(SemiJoinNode join) {
        List<Expression> terms = new ArrayList<>();
        join.criteria()
                .forEach(clause -> terms.add(new Comparison(
                        ComparisonOperator.EQUAL,
                        clause.left().reference(),
                        clause.right().reference())));
        join.filter().ifPresent(filter -> terms.addAll(ExpressionTree.conjuncts(filter)));
        PlanNode matching = new FilterNode(join.filteringSource(), ExpressionTree.and(terms));
        return "EXISTS (" + writer.write(matching, Set.of()).text(List.of("1"), List.of()) + ")";
    }

    SelectBlock apply(ApplyNode apply, Set<Symbol> required) {
        Set<Symbol> outer = new LinkedHashSet<>(PlanTree.freeSymbols(apply.subquery()));
        Set<Symbol> values = new LinkedHashSet<>();
        switch (apply.kind()) {
            case SubqueryKind.In in -> values.addAll(references(in.value()));
            case SubqueryKind.Quantified quantified -> values.addAll(references(quantified.value()));
            case SubqueryKind.Scalar _, SubqueryKind.Exists _ -> {}
        }
        SelectBlock block = writer.rows(apply.input(), required, union(outer, values));
        if (!required.contains(apply.result())) {
            return block;
        }
        String text = switch (apply.kind()) {
            case SubqueryKind.Scalar scalar -> "(" + subquery(apply, scalar.value()) + ")";
            case SubqueryKind.Exists _ ->
                "EXISTS (" + writer.write(apply.subquery(), Set.of()).text(List.of("1"), List.of()) + ")";
            case SubqueryKind.In in -> key(in.value(), block) + " IN (" + elements(apply, in.element()) + ")";
            case SubqueryKind.Quantified quantified
            when comparesWithEach(quantified) -> eachCompared(apply, quantified, block);
            case SubqueryKind.Quantified quantified ->
                key(quantified.value(), block) + " " + quantified.operator().text()
                        + (quantified.all() ? " ALL (" : " ANY (") + elements(apply, quantified.element()) + ")";
        };
        block.items().put(apply.result(), new Item(text, Kind.ONCE));
        return block;
    }

    /** Of two elements that differ, one differs from any value, even from NULL; the kernel would answer NULL there. */
    private static boolean comparesWithEach(SubqueryKind.Quantified quantified) {
        return quantified.all()
                ? quantified.operator() == ComparisonOperator.EQUAL
                : quantified.operator() == ComparisonOperator.NOT_EQUAL;
    }

    private String eachCompared(ApplyNode apply, SubqueryKind.Quantified quantified, SelectBlock block) {
        SelectBlock elements =
                writer.write(apply.subquery(), Set.of(quantified.element())).closed(Set.of(quantified.element()));
        String element = Names.key(quantified.element().type(), elements.operand(quantified.element()));
        String differs = key(quantified.value(), block) + " <> " + element;
        String found = "CASE WHEN bool_or(" + differs + ") OR min(" + element + ") <> max(" + element
                + ") THEN true WHEN bool_or((" + differs + ") IS NULL) THEN NULL ELSE false END";
        return (quantified.all() ? "NOT " : "") + "(SELECT " + found + " FROM " + elements.from() + ")";
    }

    private String subquery(ApplyNode apply, Symbol value) {
        return writer.write(apply.subquery(), Set.of(value)).text(List.of(value));
    }

    private String elements(ApplyNode apply, Symbol element) {
        return elementQuery(writer.write(apply.subquery(), Set.of(element)), List.of(element));
    }

    private static String elementQuery(SelectBlock block, List<Symbol> elements) {
        return block.text(
                elements.stream()
                        .map(element -> Names.keyed(element.type())
                                ? Names.key(element.type(), block.operand(element))
                                : block.column(element, element.name()))
                        .toList(),
                List.of());
    }

    private static String key(Symbol symbol, SelectBlock block) {
        return Names.key(symbol.type(), block.operand(symbol));
    }

    private String key(Expression value, SelectBlock block) {
        String text = writer.text(value, block);
        String operand =
                value instanceof Expression.Reference || value instanceof Expression.Constant ? text : "(" + text + ")";
        return Names.key(value.type(), operand);
    }
}
