package io.skein.coordinator.optimize;

import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.statistics.PlanEstimate;
import io.skein.coordinator.statistics.PlanEstimator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders inner joins so that the intermediate results are small, with the smaller side on the right, where the kernel builds its hash table. Up to ten
 * inputs every order is looked at, above that the cheapest next pair is joined. Equal costs keep the order of the statement.
 */
final class JoinOrderer {
    private static final int EXHAUSTIVE_INPUTS = 10;
    private static final double CROSS_PRODUCT_PENALTY = 1000;

    private final PlanEstimator estimator;

    JoinOrderer(PlanEstimator estimator) {
        this.estimator = estimator;
    }

    /** Some inputs, joined; {@code probe} and {@code build} are null for one input. Plans are made of the winner only. */
    private record Candidate(
            long mask,
            double rows,
            double cost,
            @Nullable Candidate probe,
            @Nullable Candidate build) {
        PlanNode plan(JoinGraph graph) {
            return probe == null || build == null
                    ? graph.input(Long.numberOfTrailingZeros(mask))
                    : graph.join(probe.mask, probe.plan(graph), build.mask, build.plan(graph));
        }
    }

    PlanNode order(PlanNode node) {
        if (node instanceof JoinNode join && join.kind() == JoinKind.INNER) {
            return ordered(JoinGraph.of((JoinNode) orderInputs(join), estimator));
        }
        PlanNode below = PlanTree.mapSources(node, this::order);
        return below instanceof JoinNode join ? smallerRight(join) : below;
    }

    private PlanNode orderInputs(PlanNode node) {
        return node instanceof JoinNode join && join.kind() == JoinKind.INNER
                ? PlanTree.mapSources(join, this::orderInputs)
                : order(node);
    }

    /** An outer join with its smaller side on the right. */
    private PlanNode smallerRight(JoinNode join) {
        PlanEstimate left = estimator.estimate(join.left());
        PlanEstimate right = estimator.estimate(join.right());
        if (!left.known() || !right.known() || left.rows() * 2 >= right.rows() || join.kind() == JoinKind.INNER) {
            return join;
        }
        JoinKind flipped = switch (join.kind()) {
            case LEFT -> JoinKind.RIGHT;
            case RIGHT -> JoinKind.LEFT;
            case INNER, FULL -> join.kind();
        };
        return new JoinNode(
                flipped,
                join.right(),
                join.left(),
                join.criteria().stream()
                        .map(clause -> new EquiClause(clause.right(), clause.left()))
                        .toList(),
                join.filter(),
                join.distribution());
    }

    private static PlanNode ordered(JoinGraph graph) {
        List<Candidate> inputs = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            inputs.add(new Candidate(1L << i, graph.rows(1L << i), 0, null, null));
        }
        return graph.size() <= EXHAUSTIVE_INPUTS ? exhaustive(graph, inputs) : greedy(graph, inputs);
    }

    private static PlanNode exhaustive(JoinGraph graph, List<Candidate> inputs) {
        int all = (1 << inputs.size()) - 1;
        @Nullable Candidate[] best = new Candidate[all + 1];
        inputs.forEach(input -> best[(int) input.mask()] = input);
        for (int mask = 1; mask <= all; mask++) {
            if (Integer.bitCount(mask) < 2) {
                continue;
            }
            double rows = graph.rows(mask);
            int lowest = Integer.lowestOneBit(mask);
            for (int part = mask - 1 & mask; part > 0; part = part - 1 & mask) {
                Candidate left = best[part];
                Candidate right = best[mask ^ part];
                if ((part & lowest) != 0 && left != null && right != null) {
                    Candidate joined = joined(graph, left, right, rows, best[mask]);
                    best[mask] = joined;
                }
            }
        }
        Candidate result = best[all];
        if (result == null) {
            throw new IllegalStateException("A join without inputs");
        }
        return result.plan(graph);
    }

    /** The cheaper of the join of these two and the best so far. */
    private static Candidate joined(
            JoinGraph graph, Candidate left, Candidate right, double rows, @Nullable Candidate best) {
        Candidate probe = left.rows() >= right.rows() ? left : right;
        Candidate build = probe == left ? right : left;
        double work = rows + probe.rows() + 2 * build.rows();
        double cost = left.cost()
                + right.cost()
                + work * (graph.connected(left.mask(), right.mask()) ? 1 : CROSS_PRODUCT_PENALTY);
        if (best != null && best.cost() <= cost) {
            return best;
        }
        return new Candidate(left.mask() | right.mask(), rows, cost, probe, build);
    }

    private static PlanNode greedy(JoinGraph graph, List<Candidate> inputs) {
        List<Candidate> parts = new ArrayList<>(inputs);
        while (parts.size() > 1) {
            Candidate best = null;
            int bestLeft = 0;
            int bestRight = 0;
            for (int left = 0; left < parts.size(); left++) {
                for (int right = left + 1; right < parts.size(); right++) {
                    Candidate one = parts.get(left);
                    Candidate other = parts.get(right);
                    Candidate next = joined(
                            graph, withoutCost(one), withoutCost(other), graph.rows(one.mask() | other.mask()), best);
                    if (next != best) {
                        best = next;
                        bestLeft = left;
                        bestRight = right;
                    }
                }
            }
            if (best == null) {
                throw new IllegalStateException("A join without inputs");
            }
            parts.remove(bestRight);
            parts.set(bestLeft, best);
        }
        return parts.getFirst().plan(graph);
    }

    private static Candidate withoutCost(Candidate candidate) {
        return new Candidate(candidate.mask(), candidate.rows(), 0, candidate.probe(), candidate.build());
    }
}
