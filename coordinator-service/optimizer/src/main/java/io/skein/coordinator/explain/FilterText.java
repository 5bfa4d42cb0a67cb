package io.skein.coordinator.explain;

import io.skein.coordinator.fragment.DynamicFilter;
import io.skein.coordinator.plan.EquiClause;
import io.skein.coordinator.plan.JoinNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.SemiJoinNode;
import io.skein.coordinator.plan.TableScanNode;
import io.skein.spi.connector.Domain;
import io.skein.spi.connector.Domain.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Dynamic filters for people to read, as Trino writes them. */
final class FilterText {
    private static final int SHOWN_RANGES = 3;

    private final List<DynamicFilter> filters;

    FilterText(List<DynamicFilter> filters) {
        this.filters = filters;
    }

    /** The node's text with what a scan uses and a join gives. */
    NodeText added(NodeText text, PlanNode node) {
        return switch (node) {
            case TableScanNode scan -> {
                String used = filters.stream()
                        .filter(filter -> scan.outputs().stream()
                                .anyMatch(symbol ->
                                        symbol.name().equals(filter.probe().symbol())))
                        .map(filter -> filter.probe().symbol() + " = #" + filter.id())
                        .collect(Collectors.joining(", "));
                yield used.isEmpty() ? text : text.with("dynamicFilters", "{" + used + "}");
            }
            case JoinNode join -> given(text, join.criteria());
            case SemiJoinNode join -> given(text, join.criteria());
            default -> text;
        };
    }

    private NodeText given(NodeText text, List<EquiClause> criteria) {
        String given = filters.stream()
                .filter(filter -> criteria.stream()
                        .anyMatch(clause ->
                                clause.right().name().equals(filter.build().symbol())))
                .map(filter -> filter.build().symbol() + " -> #" + filter.id())
                .collect(Collectors.joining(", "));
        return given.isEmpty() ? text : text.withMore("dynamicFilterAssignments = {" + given + "}");
    }

    /** A line on what became of a filter. */
    static String outcome(FilterStatistics filter) {
        return "%s, [ %s ], collection time=%s, waited=%s, splits=%d (%s, %s)"
                .formatted(
                        filter.id(),
                        filter.values().map(FilterText::values).orElse("ALL"),
                        filter.collected().map(Amounts::duration).orElse("?"),
                        Amounts.duration(filter.waited()),
                        filter.splits(),
                        Amounts.rows(filter.rows()),
                        Amounts.bytes(filter.bytes()));
    }

    private static String values(Domain domain) {
        List<Range> ranges = domain.ranges();
        if (ranges.isEmpty()) {
            return "NONE";
        }
        List<String> shown = new ArrayList<>();
        if (ranges.size() <= SHOWN_RANGES) {
            ranges.forEach(range -> shown.add(range(range)));
        } else {
            shown.addAll(List.of(range(ranges.getFirst()), "...", range(ranges.getLast())));
        }
        return "SortedRangeSet[type=%s, ranges=%d, {%s}]"
                .formatted(domain.type().displayName(), ranges.size(), String.join(", ", shown));
    }

    private static String range(Range range) {
        return range.single()
                ? "[" + range.low().orElseThrow() + "]"
                : (range.lowInclusive() ? "[" : "(")
                        + bound(range.low(), "<min>")
                        + ","
                        + bound(range.high(), "<max>")
                        + (range.highInclusive() ? "]" : ")");
    }

    private static String bound(Optional<Object> value, String open) {
        return value.map(Object::toString).orElse(open);
    }
}
