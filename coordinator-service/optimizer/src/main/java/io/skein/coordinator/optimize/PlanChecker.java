package io.skein.coordinator.optimize;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.ApplyNode;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.LateralNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.RecursiveUnionNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.rewrite.PlanTree;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes sure that a plan hangs together: every symbol that a node reads comes from below (or from an enclosing query), and joined types are equal. */
public final class PlanChecker {
    private PlanChecker() {}

    /** Fails with the phase's name when the plan does not hold. */
    public static void check(PlanNode root, String phase) {
        check(root, Set.of(), phase);
    }

    private static void check(PlanNode node, Set<Symbol> outer, String phase) {
        Set<Symbol> available = new HashSet<>(outer);
        node.sources().forEach(source -> available.addAll(source.outputs()));
        Set<Symbol> missing = new LinkedHashSet<>(PlanTree.reads(node));
        missing.removeAll(available);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("After %s, %s reads what nothing below it gives: %s"
                    .formatted(phase, node.getClass().getSimpleName(), missing));
        }
        switch (node) {
            case JoinNode join -> checkTypes(join.criteria(), phase);
            case SemiJoinNode join -> checkTypes(join.criteria(), phase);
            case SetOperationNode operation ->
                operation.inputs().forEach(inputs -> checkTypes(operation, inputs, phase));
            default -> {}
        }
        switch (node) {
            case ApplyNode apply -> checkSubquery(apply.input(), apply.subquery(), outer, phase);
            case LateralNode lateral -> checkSubquery(lateral.input(), lateral.subquery(), outer, phase);
            case RecursiveUnionNode union -> {
                check(union.base(), outer, phase);
                check(union.step(), outer, phase);
            }
            default -> node.sources().forEach(source -> check(source, outer, phase));
        }
    }

    private static void checkSubquery(PlanNode input, PlanNode subquery, Set<Symbol> outer, String phase) {
        check(input, outer, phase);
        Set<Symbol> visible = new HashSet<>(outer);
        visible.addAll(input.outputs());
        check(subquery, visible, phase);
    }

    private static void checkTypes(List<EquiClause> clauses, String phase) {
        for (EquiClause clause : clauses) {
            if (!clause.left().type().equals(clause.right().type())) {
                throw new IllegalStateException("After %s, a join compares %s with %s"
                        .formatted(phase, clause.left().type(), clause.right().type()));
            }
        }
    }

    private static void checkTypes(SetOperationNode operation, List<Symbol> inputs, String phase) {
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).type().equals(operation.outputs().get(i).type())) {
                throw new IllegalStateException("After %s, column %s has inputs of another type: %s"
                        .formatted(
                                phase, operation.outputs().get(i), inputs.get(i).type()));
            }
        }
    }
}
