package io.skein.coordinator.analyze;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.PlanNode;
import java.util.List;

/** A planned relation and what its columns are called. */
record RelationPlan(PlanNode root, Scope scope) {
    /** The symbols of the columns that {@code *} shows. */
    List<Symbol> symbols() {
        return scope.visibleFields().stream().map(Field::symbol).toList();
    }
}
