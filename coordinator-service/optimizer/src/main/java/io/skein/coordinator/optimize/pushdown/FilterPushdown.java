package io.skein.coordinator.optimize.pushdown;

import io.skein.coordinator.explain.ExpressionText;
import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.optimize.ScanConstraints;
import io.skein.coordinator.optimize.TimestampTerms;
import io.skein.coordinator.optimize.pushdown.SourceWork.Done;
import io.skein.coordinator.plan.FilterNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.spi.connector.Constraint;
import io.skein.spi.pushdown.RemoteExpression;
import io.skein.spi.pushdown.RemoteWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code Filter[a, b](scan) -> Filter[b](scan')}, with the constraint of what is left. */
final class FilterPushdown {
    private final SourceWork sources;
    private final TimestampTerms terms;

    FilterPushdown(SourceWork sources, TimestampTerms terms) {
        this.sources = sources;
        this.terms = terms;
    }

    PlanNode push(FilterNode filter, TableScanNode scan) {
        RemoteExpressions expressions = new RemoteExpressions(scan.columns());
        List<Expression> asked = new ArrayList<>();
        List<RemoteExpression> conditions = new ArrayList<>();
        List<Expression> kept = new ArrayList<>();
        for (Expression term : ExpressionTree.conjuncts(terms.simplified(filter.predicate()))) {
            Optional<RemoteExpression> condition = expressions.of(term);
            if (condition.isPresent()) {
                asked.add(term);
                conditions.add(condition.get());
            } else {
                kept.add(term);
            }
        }
        Optional<Done> answer = sources.ask(scan, new RemoteWork.Filter(conditions));
        if (answer.isEmpty()) {
            return filter;
        }
        Done done = answer.get();
        kept.forEach(term -> sources.refuse(done.scan(), name(term), "it has a form that no source takes"));
        for (int i = 0; i < asked.size(); i++) {
            Expression term = asked.get(i);
            Optional<String> refusal = done.refusals().get(i);
            if (refusal.isPresent()) {
                kept.add(term);
                sources.refuse(done.scan(), name(term), refusal.get());
            }
        }
        if (kept.isEmpty()) {
            return sources.estimated(done.scan().withConstraint(Constraint.ALL), filter);
        }
        Expression predicate = ExpressionTree.and(kept);
        TableScanNode rest = done.scan().withConstraint(ScanConstraints.constraint(predicate, scan));
        return new FilterNode(rest, predicate);
    }

    private static String name(Expression term) {
        return "filter " + ExpressionText.of(term);
    }
}
