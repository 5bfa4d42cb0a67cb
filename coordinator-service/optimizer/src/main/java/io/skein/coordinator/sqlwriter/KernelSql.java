package io.skein.coordinator.sqlwriter;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.function.SessionClock;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.plan.OutputNode;
import io.skein.coordinator.plan.PlanNode;
import io.skein.coordinator.plan.TableWriterNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The writer's door. */
public final class KernelSql {
    private KernelSql() {}

    /** A plan without exchanges, whose root may be an Output or TableWriter. */
    public static KernelStatement write(PlanNode root, SessionClock clock) {
        return write(root, List.of(), 1, clock);
    }

    /** As {@link #write(PlanNode, SessionClock)}, with the partition number after the columns: from 0, by the keys, equal for equal keys of equal types. */
    public static KernelStatement write(PlanNode root, List<Symbol> hashKeys, int partitions, SessionClock clock) {
        PlanWriter writer = new PlanWriter(clock);
        List<Symbol> outputs = columns(root);
        Set<Symbol> required = new LinkedHashSet<>(outputs);
        required.addAll(hashKeys);
        SelectBlock block = readable(writer.write(root, required), outputs, hashKeys);
        Set<Symbol> exact = ExactSymbols.of(root);
        List<String> names = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (Symbol symbol : outputs) {
            String name = unique(symbol.name(), names);
            names.add(name);
            columns.add(
                    exact.contains(symbol)
                            ? block.column(symbol, name)
                            : cast(symbol, block) + " AS " + Names.quoted(name));
        }
        if (partitions > 1 || !hashKeys.isEmpty()) {
            columns.add(partition(hashKeys, partitions, block, exact) + " AS \"partition number\"");
        }
        return new KernelStatement(block.text(columns, List.of()), writer.scans(), names);
    }

    /** The symbols whose values leave the plan, one for each column; a symbol may come twice. */
    public static List<Symbol> columns(PlanNode root) {
        return switch (root) {
            case OutputNode output when output.source() instanceof TableWriterNode writer -> writer.columns();
            case OutputNode output -> output.outputs();
            case TableWriterNode writer -> writer.columns();
            default -> root.outputs();
        };
    }

    /** The block, or one around it where a text that may be written once only would be written twice. */
    private static SelectBlock readable(SelectBlock block, List<Symbol> outputs, List<Symbol> keys) {
        Set<Symbol> seen = new HashSet<>();
        boolean repeats = Stream.concat(outputs.stream(), keys.stream())
                .filter(symbol -> !seen.add(symbol))
                .map(block.items()::get)
                .anyMatch(item -> item != null && item.once());
        return repeats ? block.closed(seen) : block;
    }

    private static String cast(Symbol symbol, SelectBlock block) {
        Item item = block.items().get(symbol);
        return KernelText.cast(item == null ? Names.quoted(symbol) : item.text(), symbol.type());
    }

    private static String partition(List<Symbol> keys, int partitions, SelectBlock block, Set<Symbol> exact) {
        if (keys.isEmpty()) {
            return "0";
        }
        List<String> values = keys.stream()
                .map(key -> Names.key(key.type(), exact.contains(key) ? block.operand(key) : cast(key, block)))
                .toList();
        return "CAST(hash(" + String.join(", ", values) + ") % " + partitions + " AS INTEGER)";
    }

    private static String unique(String name, List<String> taken) {
        String candidate = name;
        for (int i = 1; taken.contains(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }
}
