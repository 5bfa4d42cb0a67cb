package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.AggregateSite;
import io.skein.coordinator.function.AggregateSite.Treatment;
import io.skein.coordinator.function.FunctionRegistry;
import io.skein.coordinator.plan.AggregateNode;
import io.skein.coordinator.plan.Aggregation;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.sqlwriter.Item.Kind;
import io.skein.coordinator.sqlwriter.SelectBlock.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** GROUP BY, its grouping sets and its calls. */
final class AggregateWriter {
    private final PlanWriter writer;

    AggregateWriter(PlanWriter writer) {
        this.writer = writer;
    }

    SelectBlock write(AggregateNode aggregate, Set<Symbol> required) {
        List<Symbol> keys = aggregate.groupingKeys();
        Set<Symbol> read = PlanTree.reads(aggregate);
        SelectBlock block = writer.write(aggregate.source(), read);
        boolean usable = block.phase() == Phase.ROWS
                && !block.ordered()
                // Of a key that is written out the kernel knows only the very same text again: it turns NOT (a <= b)
                // into a > b before it looks.
                && keys.stream().map(block.items()::get).allMatch(item -> item.kind() == Kind.COLUMN)
                && read.stream().map(block.items()::get).noneMatch(item -> item != null && item.once());
        if (!usable) {
            block = block.closed(read);
        }
        block = inlineable(aggregate, block, read);
        Map<Symbol, Item> items = new LinkedHashMap<>();
        for (Symbol key : keys) {
            items.put(key, key(key, block));
        }
        if (aggregate.groupId().isPresent()) {
            items.put(aggregate.groupId().get(), new Item(groupId(aggregate, keys), Kind.AGGREGATE));
        }
        for (Map.Entry<Symbol, Aggregation> entry : aggregate.aggregations().entrySet()) {
            if (required.contains(entry.getKey())) {
                items.put(entry.getKey(), new Item(call(entry.getValue(), block), Kind.AGGREGATE));
            }
        }
        block.group(groupBy(aggregate, keys, block), items);
        return block;
    }

    /** Costly arguments that several calls share are computed once below. */
    private SelectBlock inlineable(AggregateNode aggregate, SelectBlock block, Set<Symbol> read) {
        return writer.inlineable(block, PlanTree.expressions(aggregate), new LinkedHashSet<>(read));
    }

    private static Item key(Symbol key, SelectBlock block) {
        Item item = block.item(key);
        return Names.keyed(key.type()) ? new Item("any_value(" + item.text() + ")", Kind.AGGREGATE) : item;
    }

    private static Optional<String> groupBy(AggregateNode aggregate, List<Symbol> keys, SelectBlock block) {
        if (keys.isEmpty() && aggregate.groupingSets().size() <= 1) {
            return Optional.empty();
        }
        if (aggregate.groupingSets().size() == 1) {
            return Optional.of(keyList(keys, block));
        }
        return Optional.of(aggregate.groupingSets().stream()
                .map(set -> "(" + keyList(set, block) + ")")
                .collect(Collectors.joining(", ", "GROUPING SETS (", ")")));
    }

    private static String keyList(List<Symbol> keys, SelectBlock block) {
        return keys.stream()
                .map(key -> Names.keyed(key.type())
                        ? Names.key(key.type(), block.operand(key))
                        : block.item(key).text())
                .collect(Collectors.joining(", "));
    }

    /** The index of the grouping set, told by which keys it leaves out; equal sets share the first's. */
    private static String groupId(AggregateNode aggregate, List<Symbol> keys) {
        if (keys.isEmpty()) {
            return "CAST(0 AS BIGINT)";
        }
        StringBuilder text = new StringBuilder("CAST(CASE grouping_id(");
        text.append(keys.stream()
                        .map(key -> Names.key(key.type(), Names.quoted(key)))
                        .collect(Collectors.joining(", ")))
                .append(')');
        List<Set<Symbol>> seen = new ArrayList<>();
        for (int set = 0; set < aggregate.groupingSets().size(); set++) {
            Set<Symbol> members = Set.copyOf(aggregate.groupingSets().get(set));
            if (!seen.contains(members)) {
                long left = 0;
                for (Symbol key : keys) {
                    left = left << 1 | (members.contains(key) ? 0 : 1);
                }
                text.append(" WHEN ").append(left).append(" THEN ").append(set);
            }
            seen.add(members);
        }
        return text.append(" END AS BIGINT)").toString();
    }

    private String call(Aggregation call, SelectBlock block) {
        String order = writer.orderTerms(call.ordering(), block).stream()
                .map(term -> term.text() + term.suffix())
                .collect(Collectors.joining(", "));
        AggregateSite site = new AggregateSite(
                call.function(),
                call.arguments(),
                call.arguments().stream()
                        .map(argument -> writer.text(argument, block))
                        .toList(),
                call.distinct() ? Treatment.DISTINCT : Treatment.PLAIN,
                call.filter().map(filter -> writer.text(filter, block)),
                order.isEmpty() ? Optional.empty() : Optional.of(order),
                Optional.empty());
        return FunctionRegistry.standard().aggregate(call.function()).render(site);
    }
}
