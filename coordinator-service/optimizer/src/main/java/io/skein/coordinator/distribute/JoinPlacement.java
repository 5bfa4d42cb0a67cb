package io.skein.coordinator.distribute;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.optimize.SessionOptions;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.JoinDistribution;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.statistics.PlanEstimate;
import io.skein.coordinator.statistics.PlanEstimator;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a join's sides together: where they are if they are there by the join's keys, else by sending the right side to every task or both sides to the
 * tasks of their keys, whatever moves fewer bytes.
 */
final class JoinPlacement {
    private final ExchangePlanner planner;
    private final PlanEstimator estimator;
    private final SessionOptions options;
    private final ClusterShape cluster;

    JoinPlacement(ExchangePlanner planner, PlanEstimator estimator, SessionOptions options, ClusterShape cluster) {
        this.planner = planner;
        this.estimator = estimator;
        this.options = options;
        this.cluster = cluster;
    }

    /** The sides after they were moved, how that was done, and where the rows are. */
    private record Sides(PlanNode left, PlanNode right, JoinDistribution distribution, Spread spread) {}

    Placed place(JoinNode join) {
        Placed left = planner.place(join.left());
        Placed right = planner.place(join.right());
        if (join.kind() == JoinKind.RIGHT
                && broadcasts(
                        join.right(), join.left(), right, left, flipped(join).criteria())) {
            return place(flipped(join), right, left);
        }
        return place(join, left, right);
    }

    private Placed place(JoinNode join, Placed left, Placed right) {
        boolean mayBroadcast = join.kind() == JoinKind.INNER || join.kind() == JoinKind.LEFT;
        boolean partitionable = !join.criteria().isEmpty();
        Sides sides;
        if ((left.spread().single() && right.spread().single()) || (!mayBroadcast && !partitionable)) {
            sides = new Sides(
                    left.gathered().node(), right.gathered().node(), JoinDistribution.UNDECIDED, Spread.SINGLE);
        } else if (mayBroadcast
                && (!partitionable || broadcasts(join.left(), join.right(), left, right, join.criteria()))) {
            sides = broadcast(left, right);
        } else {
            sides = partitioned(left, right, join.criteria());
        }
        Spread spread = switch (join.kind()) {
            case INNER, LEFT -> sides.spread();
            case RIGHT ->
                sides.spread() instanceof Spread.Hashed hashed
                        ? new Spread.Hashed(counterparts(hashed.keys(), join.criteria()))
                        : sides.spread();
            case FULL -> sides.spread().single() ? Spread.SINGLE : Spread.ANYWHERE;
        };
        return new Placed(
                new JoinNode(
                        join.kind(), sides.left(), sides.right(), join.criteria(), join.filter(), sides.distribution()),
                spread);
    }

    Placed place(SemiJoinNode join) {
        Placed source = planner.place(join.source());
        Placed filtering = planner.place(join.filteringSource());
        Sides sides;
        if (source.spread().single()) {
            sides = new Sides(source.node(), filtering.gathered().node(), JoinDistribution.UNDECIDED, Spread.SINGLE);
        } else if (join.nullAware()
                || join.criteria().isEmpty()
                || broadcasts(join.source(), join.filteringSource(), source, filtering, join.criteria())) {
            sides = broadcast(source, filtering);
        } else {
            sides = partitioned(source, filtering, join.criteria());
        }
        return new Placed(
                new SemiJoinNode(
                        sides.left(),
                        sides.right(),
                        join.criteria(),
                        join.filter(),
                        join.nullAware(),
                        join.mark(),
                        sides.distribution()),
                sides.spread());
    }

    private Sides broadcast(Placed left, Placed right) {
        if (left.spread().single()) {
            return new Sides(left.node(), right.gathered().node(), JoinDistribution.UNDECIDED, Spread.SINGLE);
        }
        return new Sides(left.node(), right.broadcast(), JoinDistribution.BROADCAST, left.spread());
    }

    private static Sides partitioned(Placed left, Placed right, List<EquiClause> criteria) {
        List<Symbol> leftKeys =
                criteria.stream().map(EquiClause::left).distinct().toList();
        if (left.spread() instanceof Spread.Hashed hashed && leftKeys.containsAll(hashed.keys())) {
            leftKeys = hashed.keys();
        } else if (right.spread() instanceof Spread.Hashed hashed
                && criteria.stream().map(EquiClause::right).toList().containsAll(hashed.keys())) {
            leftKeys = counterpartsLeft(hashed.keys(), criteria);
        }
        List<Symbol> rightKeys = counterparts(leftKeys, criteria);
        return new Sides(
                left.hashed(leftKeys).node(),
                right.hashed(rightKeys).node(),
                JoinDistribution.PARTITIONED,
                new Spread.Hashed(leftKeys));
    }

    private static List<Symbol> counterparts(List<Symbol> leftKeys, List<EquiClause> criteria) {
        List<Symbol> keys = new ArrayList<>();
        for (Symbol key : leftKeys) {
            keys.add(criteria.stream()
                    .filter(clause -> clause.left().equals(key))
                    .findFirst()
                    .orElseThrow()
                    .right());
        }
        return keys;
    }

    private static List<Symbol> counterpartsLeft(List<Symbol> rightKeys, List<EquiClause> criteria) {
        List<Symbol> keys = new ArrayList<>();
        for (Symbol key : rightKeys) {
            keys.add(criteria.stream()
                    .filter(clause -> clause.right().equals(key))
                    .findFirst()
                    .orElseThrow()
                    .left());
        }
        return keys;
    }

    /** Whether sending the build side to every task moves fewer bytes than sending each side that is elsewhere to its keys' tasks. */
    private boolean broadcasts(
            PlanNode probeNode, PlanNode buildNode, Placed probe, Placed build, List<EquiClause> criteria) {
        switch (options.joinDistribution()) {
            case BROADCAST -> {
                return true;
            }
            case PARTITIONED -> {
                return false;
            }
            case AUTOMATIC -> {}
        }
        PlanEstimate probeEstimate = estimator.estimate(probeNode);
        PlanEstimate buildEstimate = estimator.estimate(buildNode);
        if (!probeEstimate.known() || !buildEstimate.known()) {
            return false;
        }
        boolean probeInPlace =
                probe.spread().together(criteria.stream().map(EquiClause::left).toList());
        boolean buildInPlace =
                build.spread().together(criteria.stream().map(EquiClause::right).toList());
        double buildBytes = buildEstimate.bytes(buildNode.outputs());
        double moving = (probeInPlace ? 0 : probeEstimate.bytes(probeNode.outputs())) + (buildInPlace ? 0 : buildBytes);
        return buildBytes * cluster.workers() < moving;
    }

    private static JoinNode flipped(JoinNode join) {
        return new JoinNode(
                JoinKind.LEFT,
                join.right(),
                join.left(),
                join.criteria().stream()
                        .map(clause -> new EquiClause(clause.right(), clause.left()))
                        .toList(),
                join.filter(),
                join.distribution());
    }
}
