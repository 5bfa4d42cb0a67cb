package io.skein.coordinator.optimize.rule;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The terms of a filter, parted into those that a rule may move below the filter's source and those that stay. */
record Conjuncts(List<Expression> moving, List<Expression> staying) {
    static Conjuncts part(Expression predicate, Predicate<Expression> movable) {
        List<Expression> moving = new ArrayList<>();
        List<Expression> staying = new ArrayList<>();
        for (Expression term : ExpressionTree.conjuncts(predicate)) {
            (!ExpressionTree.isVolatile(term) && movable.test(term) ? moving : staying).add(term);
        }
        return new Conjuncts(moving, staying);
    }

    /** Those that read these symbols alone; a term that reads none stays. */
    static Conjuncts reading(Expression predicate, Collection<Symbol> symbols) {
        return part(predicate, term -> readsOnly(term, symbols));
    }

    static boolean readsOnly(Expression term, Collection<Symbol> symbols) {
        Collection<Symbol> read = ExpressionTree.references(term);
        return !read.isEmpty() && symbols.containsAll(read);
    }

    /** The source with what moves in it, under a filter of what stays; empty when nothing moves. */
    Optional<PlanNode> rewritten(Function<Expression, PlanNode> withMoved) {
        return moving.isEmpty()
                ? Optional.empty()
                : Optional.of(filtered(withMoved.apply(ExpressionTree.and(moving)), staying));
    }

    static PlanNode filtered(PlanNode source, Collection<Expression> terms) {
        return terms.isEmpty() ? source : new FilterNode(source, ExpressionTree.and(terms));
    }
}
