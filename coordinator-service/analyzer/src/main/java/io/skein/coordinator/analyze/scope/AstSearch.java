package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.analyze.expression.FunctionCalls;
import io.skein.coordinator.function.FunctionKind;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.spi.error.StandardErrorCode;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks for aggregates, window calls and GROUPING in syntax, outside of subqueries. */
public final class AstSearch {
    private final FunctionRegistry functions;

    public AstSearch(FunctionRegistry functions) {
        this.functions = functions;
    }

    /** The outermost aggregate calls. */
    public List<FunctionCall> aggregates(List<? extends Node> nodes) {
        return find(nodes, this::isAggregate).stream()
                .map(FunctionCall.class::cast)
                .toList();
    }

    /** The outermost calls with OVER. */
    public List<FunctionCall> windowCalls(List<? extends Node> nodes) {
        return find(nodes, AstSearch::isWindowCall).stream()
                .map(FunctionCall.class::cast)
                .toList();
    }

    /** The row pattern measures of windows. */
    public List<WindowOperation> measures(List<? extends Node> nodes) {
        return find(nodes, WindowOperation.class::isInstance).stream()
                .map(WindowOperation.class::cast)
                .toList();
    }

    public List<GroupingOperation> groupings(List<? extends Node> nodes) {
        return find(nodes, GroupingOperation.class::isInstance).stream()
                .map(GroupingOperation.class::cast)
                .toList();
    }

    public boolean containsSubquery(Node node) {
        return node instanceof SubqueryExpression
                || node instanceof Query
                || node.getChildren().stream().anyMatch(this::containsSubquery);
    }

    /** Refuses aggregates, window calls and GROUPING in a clause that is computed row by row. */
    public void requireScalar(String clause, Node node) {
        List<Node> found = find(
                List.of(node),
                each -> isAggregate(each)
                        || isWindowCall(each)
                        || each instanceof WindowOperation
                        || each instanceof GroupingOperation);
        if (!found.isEmpty()) {
            throw Errors.at(
                    node,
                    StandardErrorCode.EXPRESSION_NOT_SCALAR,
                    "%s cannot contain aggregations, window functions or grouping operations: %s",
                    clause,
                    found);
        }
    }

    public boolean isAggregate(Node node) {
        return node instanceof FunctionCall call
                && call.getWindow().isEmpty()
                && functions.kind(FunctionCalls.name(call.getName())).equals(Optional.of(FunctionKind.AGGREGATE));
    }

    static boolean isWindowCall(Node node) {
        return node instanceof FunctionCall call && call.getWindow().isPresent();
    }

    private static List<Node> find(List<? extends Node> nodes, Predicate<Node> wanted) {
        List<Node> found = new ArrayList<>();
        nodes.forEach(node -> collect(node, wanted, found));
        return found;
    }

    private static void collect(Node node, Predicate<Node> wanted, List<Node> found) {
        if (wanted.test(node)) {
            found.add(node);
        } else if (!(node instanceof Query)
                && !(node instanceof WindowFrame frame && frame.getPattern().isPresent())) {
            children(node).forEach(child -> collect(child, wanted, found));
        }
    }

    private static List<? extends Node> children(Node node) {
        return node.getChildren();
    }

    /** The node as an expression of the tree. */
    static Expression expression(Node node) {
        return (Expression) node;
    }
}
