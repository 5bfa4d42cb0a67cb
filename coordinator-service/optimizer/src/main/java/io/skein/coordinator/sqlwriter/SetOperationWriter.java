package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.SetOperationNode;
import io.skein.coordinator.plan.SetOperator;
import io.skein.coordinator.sqlwriter.Item.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** UNION, INTERSECT and EXCEPT as a relation in the FROM. */
final class SetOperationWriter {
    /** So many branches follow each other without brackets; the kernel nests them as deep, and has a limit for that. */
    private static final int FLAT_BRANCHES = 100;

    private final PlanWriter writer;

    SetOperationWriter(PlanWriter writer) {
        this.writer = writer;
    }

    SelectBlock write(SetOperationNode operation) {
        boolean keyed = operation.outputs().stream().anyMatch(symbol -> Names.keyed(symbol.type()));
        List<String> terms = new ArrayList<>();
        for (int source = 0; source < operation.sources().size(); source++) {
            terms.add("(" + branch(operation, source) + ")");
        }
        if (keyed && operation.operator() != SetOperator.UNION) {
            return SelectBlock.over("(" + new KeyedSetOperation(operation).of(terms) + ")", operation.outputs());
        }
        boolean byKey = operation.distinct() && keyed;
        String operator = " " + operation.operator() + (operation.distinct() && !byKey ? " " : " ALL ");
        SelectBlock block = SelectBlock.over("(" + joined(operator, terms) + ")", operation.outputs());
        if (byKey) {
            distinct(block, operation.outputs());
        }
        return block;
    }

    private static String joined(String operator, List<String> terms) {
        if (terms.size() <= FLAT_BRANCHES) {
            return String.join(operator, terms);
        }
        int half = terms.size() / 2;
        return "(" + joined(operator, terms.subList(0, half)) + ")" + operator + "("
                + joined(operator, terms.subList(half, terms.size())) + ")";
    }

    private String branch(SetOperationNode operation, int source) {
        List<Symbol> inputs = operation.inputs().get(source);
        SelectBlock block = writer.write(operation.sources().get(source), Set.copyOf(inputs));
        if (inputs.stream().distinct().count() < inputs.size()) {
            block = block.closed(inputs);
        }
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            columns.add(block.column(inputs.get(i), operation.outputs().get(i).name()));
        }
        return block.text(columns, List.of());
    }

    /** Equal values that look different are one: any of them stands for all. */
    private static void distinct(SelectBlock block, List<Symbol> outputs) {
        Map<Symbol, Item> items = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        for (Symbol symbol : outputs) {
            Item item = block.item(symbol);
            keys.add(Names.key(symbol.type(), item.operand()));
            items.put(
                    symbol,
                    Names.keyed(symbol.type()) ? new Item("any_value(" + item.text() + ")", Kind.AGGREGATE) : item);
        }
        block.group(Optional.of(String.join(", ", keys)), items);
    }
}
