package io.skein.coordinator.optimize;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Expression.Comparison;
import io.skein.coordinator.expression.Expression.ComparisonOperator;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.coordinator.statistics.PlanEstimate;
import io.skein.coordinator.statistics.PlanEstimator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A tree of inner joins taken apart: its inputs, the classes of symbols that must be equal, and the other conditions. Sets of inputs are bit masks.
 */
final class JoinGraph {
    /** What an input without statistics is taken for. */
    private static final double UNKNOWN_ROWS = 10_000;

    private final List<PlanNode> inputs = new ArrayList<>();
    private final List<PlanEstimate> estimates = new ArrayList<>();
    private final List<Set<Symbol>> classes = new ArrayList<>();
    private final List<Expression> conditions = new ArrayList<>();

    static JoinGraph of(JoinNode join, PlanEstimator estimator) {
        JoinGraph graph = new JoinGraph();
        graph.collect(join);
        for (int i = 0; i < graph.inputs.size(); i++) {
            PlanNode input = graph.withOwnEqualities(graph.inputs.get(i));
            graph.inputs.set(i, input);
            graph.estimates.add(estimator.estimate(input));
        }
        return graph;
    }

    int size() {
        return inputs.size();
    }

    PlanNode input(int index) {
        return inputs.get(index);
    }

    private void collect(PlanNode node) {
        if (node instanceof JoinNode join && join.kind() == JoinKind.INNER) {
            collect(join.left());
            collect(join.right());
            join.criteria().forEach(this::equate);
            join.filter().ifPresent(filter -> conditions.addAll(ExpressionTree.conjuncts(filter)));
        } else {
            inputs.add(node);
        }
    }

    private void equate(EquiClause clause) {
        Set<Symbol> merged = new LinkedHashSet<>(List.of(clause.left(), clause.right()));
        for (Set<Symbol> existing : List.copyOf(classes)) {
            if (existing.contains(clause.left()) || existing.contains(clause.right())) {
                merged.addAll(existing);
                classes.remove(existing);
            }
        }
        classes.add(merged);
    }

    /** Symbols of one input that must be equal to the same outside are equal to each other. */
    private PlanNode withOwnEqualities(PlanNode input) {
        List<Expression> terms = new ArrayList<>();
        for (Set<Symbol> equal : classes) {
            List<Symbol> own = input.outputs().stream().filter(equal::contains).toList();
            for (int i = 1; i < own.size(); i++) {
                terms.add(new Comparison(
                        ComparisonOperator.EQUAL,
                        own.getFirst().reference(),
                        own.get(i).reference()));
            }
        }
        return terms.isEmpty() ? input : new FilterNode(input, ExpressionTree.and(terms));
    }

    /** The estimated rows of the inputs of the mask, joined. */
    double rows(long mask) {
        double rows = 1;
        for (int i = 0; i < inputs.size(); i++) {
            if (has(mask, i)) {
                rows *= estimates.get(i).rowsOr(UNKNOWN_ROWS);
            }
        }
        List<Double> selectivities = new ArrayList<>();
        for (Set<Symbol> equal : classes) {
            List<Double> distinct = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                if (has(mask, i)) {
                    PlanEstimate estimate = estimates.get(i);
                    inputs.get(i).outputs().stream()
                            .filter(equal::contains)
                            .findFirst()
                            .ifPresent(symbol -> distinct.add(
                                    estimate.column(symbol).distinctValuesOr(estimate.rowsOr(UNKNOWN_ROWS))));
                }
            }
            distinct.sort(null);
            for (int i = 1; i < distinct.size(); i++) {
                selectivities.add(1 / distinct.get(i));
            }
        }
        for (double selectivity : selectivities) {
            rows *= selectivity;
        }
        for (Expression condition : conditions) {
            if (covers(mask, condition)) {
                rows *= 0.3;
            }
        }
        return Math.max(1, rows);
    }

    boolean connected(long left, long right) {
        return classes.stream().anyMatch(equal -> touches(left, equal) && touches(right, equal))
                || conditions.stream()
                        .anyMatch(condition -> covers(left | right, condition)
                                && !covers(left, condition)
                                && !covers(right, condition));
    }

    /** Joins two parts by one equality of each class, and by the conditions that neither part could check alone. */
    PlanNode join(long leftMask, PlanNode left, long rightMask, PlanNode right) {
        List<EquiClause> clauses = new ArrayList<>();
        for (Set<Symbol> equal : classes) {
            Optional<Symbol> one =
                    equal.stream().filter(left.outputs()::contains).findFirst();
            Optional<Symbol> other =
                    equal.stream().filter(right.outputs()::contains).findFirst();
            if (one.isPresent() && other.isPresent()) {
                clauses.add(new EquiClause(one.get(), other.get()));
            }
        }
        boolean top = Long.bitCount(leftMask | rightMask) == inputs.size();
        List<Expression> filter = conditions.stream()
                .filter(condition -> (top || covers(leftMask | rightMask, condition))
                        && !covers(leftMask, condition)
                        && !covers(rightMask, condition))
                .toList();
        return new JoinNode(
                JoinKind.INNER,
                left,
                right,
                clauses,
                filter.isEmpty() ? Optional.empty() : Optional.of(ExpressionTree.and(filter)),
                JoinDistribution.UNDECIDED);
    }

    private boolean touches(long mask, Set<Symbol> symbols) {
        for (int i = 0; i < inputs.size(); i++) {
            if (has(mask, i) && inputs.get(i).outputs().stream().anyMatch(symbols::contains)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the inputs have all that the condition reads; what reads none of them waits for the top. */
    private boolean covers(long mask, Expression condition) {
        Set<Symbol> read = ExpressionTree.references(condition);
        return !read.isEmpty()
                && read.stream().allMatch(symbol -> {
                    for (int i = 0; i < inputs.size(); i++) {
                        if (has(mask, i) && inputs.get(i).outputs().contains(symbol)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static boolean has(long mask, int index) {
        return (mask >> index & 1) == 1;
    }
}
