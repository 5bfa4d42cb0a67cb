package io.skein.coordinator.plan;

import io.skein.coordinator.expression.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Row pattern recognition (SQL:2016 R010, R020) in each partition of the source. Measures and aggregates over matches are computed by the nodes above.
 *
 * @param emission which rows of matches come out
 * @param carried the source's columns that come out beside the values: the row's, or in a window those of the row at which the search began
 */
public record PatternNode(
        PlanNode source,
        List<Symbol> partitionBy,
        List<OrderingTerm> ordering,
        PatternSearch search,
        Emission emission,
        List<Symbol> carried,
        Map<Symbol, PatternValue> values)
        implements PlanNode.Unary {
    public PatternNode {
        partitionBy = List.copyOf(partitionBy);
        ordering = List.copyOf(ordering);
        carried = List.copyOf(carried);
        values = Copies.ordered(values);
    }

    /** Which rows of matches come out. */
    public enum Emission {
        /** Those of the answer. */
        SHOWN,
        /** All, so that aggregates see them. */
        EVERY
    }

    /** The source's columns that values and conditions read. */
    public Set<Symbol> columns() {
        Set<Symbol> columns = new LinkedHashSet<>();
        List<PatternValue> all = new ArrayList<>(search.inputs().values());
        all.addAll(values.values());
        for (PatternValue value : all) {
            switch (value) {
                case PatternValue.Column column -> columns.add(column.source());
                case PatternValue.Aggregate aggregate -> aggregate.argument().ifPresent(columns::add);
                default -> {}
            }
        }
        return columns;
    }

    @Override
    public List<Symbol> outputs() {
        return Copies.concatenated(carried, List.copyOf(values.keySet()));
    }

    @Override
    public PlanNode withSource(PlanNode source) {
        return new PatternNode(source, partitionBy, ordering, search, emission, carried, values);
    }
}
