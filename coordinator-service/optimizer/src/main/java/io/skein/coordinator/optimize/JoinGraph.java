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
import java.util.stream.IntStream;

/**
 * A tree of inner joins taken apart: its inputs, the classes of symbols that must be equal, and the other conditions. Sets of inputs are bit masks.
 */
final class JoinGraph {
    /** What an input without statistics is taken for. */
    private static final double UNKNOWN_ROWS = 10_000;

    /** The mask of a condition that no inputs cover. */
    private static final long NEVER = -1;

    private final List<PlanNode> inputs = new ArrayList<>();
    private final List<PlanEstimate> estimates = new ArrayList<>();
    private final List<Set<Symbol>> classes = new ArrayList<>();
    private final List<Expression> conditions = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private long[] conditionMasks = {};

    static JoinGraph of(JoinNode join, PlanEstimator estimator) {
        JoinGraph graph = new JoinGraph();
        graph.collect(join);
        for (int i = 0; i < graph.inputs.size(); i++) {
            PlanNode input = graph.withOwnEqualities(graph.inputs.get(i));
            graph.inputs.set(i, input);
            graph.estimates.add(estimator.estimate(input));
        }
        graph.classes.forEach(equal -> graph.edges.add(graph.edge(equal)));
        graph.conditionMasks = graph.conditions.stream().mapToLong(graph::mask).toArray();
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
        for (Edge edge : edges) {
            rows = edge.of(rows, mask);
        }
        for (long condition : conditionMasks) {
            if (covers(mask, condition)) {
                rows *= 0.3;
            }
        }
        return Math.max(1, rows);
    }

    boolean connected(long left, long right) {
        for (Edge edge : edges) {
            if ((edge.inputs() & left) != 0 && (edge.inputs() & right) != 0) {
                return true;
            }
        }
        for (long condition : conditionMasks) {
            if (covers(left | right, condition) && !covers(left, condition) && !covers(right, condition)) {
                return true;
            }
        }
        return false;
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
        List<Expression> filter = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            long condition = conditionMasks[i];
            if ((top || covers(leftMask | rightMask, condition))
                    && !covers(leftMask, condition)
                    && !covers(rightMask, condition)) {
                filter.add(conditions.get(i));
            }
        }
        return new JoinNode(
                JoinKind.INNER,
                left,
                right,
                clauses,
                filter.isEmpty() ? Optional.empty() : Optional.of(ExpressionTree.and(filter)),
                JoinDistribution.UNDECIDED);
    }

    private Edge edge(Set<Symbol> equal) {
        long touched = 0;
        double[] distinct = new double[inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            Optional<Symbol> symbol =
                    inputs.get(i).outputs().stream().filter(equal::contains).findFirst();
            if (symbol.isPresent()) {
                PlanEstimate estimate = estimates.get(i);
                touched |= 1L << i;
                distinct[i] = estimate.column(symbol.get()).distinctValuesOr(estimate.rowsOr(UNKNOWN_ROWS));
            }
        }
        return new Edge(touched, distinct);
    }

    /** The inputs that the condition reads; {@link #NEVER} when it reads none of them, or more than them. */
    private long mask(Expression condition) {
        long mask = 0;
        for (Symbol symbol : ExpressionTree.references(condition)) {
            int input = 0;
            while (input < inputs.size() && !inputs.get(input).outputs().contains(symbol)) {
                input++;
            }
            if (input == inputs.size()) {
                return NEVER;
            }
            mask |= 1L << input;
        }
        return mask == 0 ? NEVER : mask;
    }

    /** Whether the inputs have all that the condition reads; what reads none of them waits for the top. */
    private static boolean covers(long mask, long condition) {
        return (condition & ~mask) == 0;
    }

    /**
     * A class of equal symbols as the inputs have them.
     *
     * @param inputs the mask of those that have one
     * @param distinct their estimated numbers of values
     */
    private record Edge(long inputs, double[] distinct) {
        /** The rows that are left when each join of two keeps the share of the larger domain. */
        double of(double rows, long mask) {
            double[] values = IntStream.range(0, distinct.length)
                    .filter(i -> has(mask & inputs, i))
                    .mapToDouble(i -> distinct[i])
                    .sorted()
                    .toArray();
            double left = rows;
            for (int i = 1; i < values.length; i++) {
                left *= 1 / values[i];
            }
            return left;
        }
    }

    private static boolean has(long mask, int index) {
        return (mask >> index & 1) == 1;
    }
}
