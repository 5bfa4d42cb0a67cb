package io.skein.coordinator.analyze.query;

import io.skein.coordinator.analyze.expression.ExpressionContext;
import io.skein.coordinator.analyze.scope.AstSearch;
import io.skein.coordinator.analyze.scope.Errors;
import io.skein.coordinator.analyze.scope.PlanBuilder;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.parse.Qualify;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.WindowOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans QUALIFY: rows are filtered when the window functions of the select list have been computed. Names are the source's columns, then the output's; so
 * the condition, and the window functions in it, may use what the select list names.
 */
final class QualifyPlanner {
    private final ExpressionContext context;
    private final PlanBuilder plan;
    private final AstSearch search;

    QualifyPlanner(ExpressionContext context, PlanBuilder plan, AstSearch search) {
        this.context = context;
        this.plan = plan;
        this.search = search;
    }

    /**
     * @param written what has been planned before: select list and ORDER BY
     * @param columns the values of the select list's items
     */
    void plan(Qualify qualify, List<Node> written, List<SelectList.Item> items, List<Symbol> columns) {
        Expression condition = qualify.condition().orElseThrow();
        List<FunctionCall> calls = search.windowCalls(List.of(condition));
        List<WindowOperation> measures = search.measures(List.of(condition));
        List<FunctionCall> known = search.windowCalls(written);
        for (int i = 0; i < items.size(); i++) {
            alias(items.get(i), columns.get(i));
        }
        calls.forEach(call -> reuse(call, known));
        List<Node> additional = new ArrayList<>(measures);
        calls.stream().filter(call -> context.computed(call).isEmpty()).forEach(additional::add);
        new WindowPlanner(context, plan, search).plan(qualify.windows(), additional);
        SelectPlanner.filter(condition, "QUALIFY clause", context, plan);
        context.forgetAliases();
        if (calls.isEmpty() && measures.isEmpty() && !hasWindows(items)) {
            throw Errors.at(
                    condition,
                    StandardErrorCode.MISSING_OVER,
                    "QUALIFY clause requires a window function in the SELECT list or in the condition");
        }
    }

    private boolean hasWindows(List<SelectList.Item> items) {
        List<Node> nodes = items.stream()
                .filter(SelectList.Item::written)
                .map(SelectList.Item::node)
                .toList();
        return !search.windowCalls(nodes).isEmpty() || !search.measures(nodes).isEmpty();
    }

    private void alias(SelectList.Item item, Symbol column) {
        Optional<String> name = item.name().filter(each -> !isColumn(each, item.node()));
        name.ifPresent(alias -> context.alias(alias, column.reference()));
    }

    private boolean isColumn(String name, Node place) {
        return context.scope()
                .resolveLocally(QualifiedName.of(List.of(new Identifier(name, true))), place)
                .isPresent();
    }

    /** A call that the select list holds too is computed once. */
    private void reuse(FunctionCall call, List<FunctionCall> known) {
        known.stream()
                .filter(call::equals)
                .findFirst()
                .flatMap(context::computed)
                .ifPresent(value -> context.computed(call, value));
    }
}
