package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** UNNEST of arrays and maps against each row of the source; keeps the source's columns. INNER (cross) or LEFT. */
public record UnnestNode(PlanNode source, List<UnnestMapping> mappings, Optional<Symbol> ordinality, JoinKind kind)
        implements PlanNode.Unary {
    public UnnestNode {
        mappings = List.copyOf(mappings);
    }

    @Override
    public List<Symbol> outputs() {
        List<Symbol> outputs = new ArrayList<>(source.outputs());
        mappings.forEach(mapping -> outputs.addAll(mapping.outputs()));
        ordinality.ifPresent(outputs::add);
        return List.copyOf(outputs);
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new UnnestNode(source, mappings, ordinality, kind);
    }
}
