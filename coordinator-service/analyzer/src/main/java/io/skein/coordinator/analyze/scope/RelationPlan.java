package io.skein.coordinator.analyze.scope;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PlanNode;
import java.util.List;

/** A planned relation and what its columns are called. */
public record RelationPlan(PlanNode root, Scope scope) {
    /** The symbols of the columns that {@code *} shows. */
    public List<Symbol> symbols() {
        return scope.visibleFields().stream().map(Field::symbol).toList();
    }
}
