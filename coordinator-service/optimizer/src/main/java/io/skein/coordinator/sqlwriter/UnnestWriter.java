package io.skein.coordinator.sqlwriter;

import static io.skein.coordinator.sqlwriter.PlanWriter.union;

import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.plan.JoinKind;
import io.skein.coordinator.plan.UnnestMapping;
import io.skein.coordinator.plan.UnnestNode;
import io.skein.coordinator.rewrite.ExpressionTree;
import io.skein.coordinator.sqlwriter.Item.Kind;
import io.skein.spi.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists are unnested side by side in a SELECT list, where the kernel pads the shorter ones with NULL; maps as lists of their entries. */
final class UnnestWriter {
    private final PlanWriter writer;

    UnnestWriter(PlanWriter writer) {
        this.writer = writer;
    }

    SelectBlock write(UnnestNode unnest, Set<Symbol> required) {
        Set<Symbol> read = ExpressionTree.references(
                unnest.mappings().stream().map(UnnestMapping::input).toList());
        SelectBlock source = writer.rows(unnest.source(), required, read);
        List<Symbol> kept =
                unnest.source().outputs().stream().filter(required::contains).toList();
        List<String> names = unnest.mappings().stream()
                .map(_ -> Names.quoted(writer.fresh("unnested")))
                .toList();
        List<String> lists = new ArrayList<>();
        for (UnnestMapping mapping : unnest.mappings()) {
            String text = writer.text(mapping.input(), source);
            lists.add(mapping.input().type() instanceof Type.MapOf ? "map_entries(" + text + ")" : text);
        }
        List<String> columns = kept.stream()
                .map(symbol -> source.column(symbol, symbol.name()))
                .collect(Collectors.toCollection(ArrayList::new));
        boolean needsLength = unnest.ordinality().isPresent() || unnest.kind() == JoinKind.LEFT;
        String from;
        if (needsLength) {
            for (int i = 0; i < lists.size(); i++) {
                columns.add(lists.get(i) + " AS " + names.get(i));
            }
            from = "(" + withLengths(unnest, source.text(columns, List.of()), kept, names) + ")";
        } else {
            for (int i = 0; i < lists.size(); i++) {
                columns.add("unnest(" + lists.get(i) + ") AS " + names.get(i));
            }
            from = "(" + source.text(columns, List.of()) + ")";
        }
        SelectBlock block = SelectBlock.over(from, kept);
        Map<Symbol, Item> items = new LinkedHashMap<>(block.items());
        for (int i = 0; i < names.size(); i++) {
            addOutputs(unnest.mappings().get(i), names.get(i), items);
        }
        unnest.ordinality().ifPresent(symbol -> items.put(symbol, Item.column(symbol.name())));
        block.project(items);
        block.items().keySet().retainAll(union(required, kept));
        return block;
    }

    private static String withLengths(UnnestNode unnest, String source, List<Symbol> kept, List<String> names) {
        String length = "coalesce(greatest("
                + names.stream().map(name -> "len(" + name + ")").collect(Collectors.joining(", ")) + "), 0)";
        List<String> columns = kept.stream().map(Names::quoted).collect(Collectors.toCollection(ArrayList::new));
        boolean outer = unnest.kind() == JoinKind.LEFT;
        for (String name : names) {
            columns.add("unnest(" + (outer ? "CASE WHEN " + length + " = 0 THEN [NULL] ELSE " + name + " END" : name)
                    + ") AS " + name);
        }
        unnest.ordinality().ifPresent(symbol -> {
            String numbers = "range(1, " + length + " + 1)";
            columns.add(
                    "unnest(" + (outer ? "CASE WHEN " + length + " = 0 THEN [NULL] ELSE " + numbers + " END" : numbers)
                            + ") AS " + Names.quoted(symbol));
        });
        return "SELECT " + String.join(", ", columns) + " FROM (" + source + ")";
    }

    private static void addOutputs(UnnestMapping mapping, String name, Map<Symbol, Item> items) {
        List<Symbol> outputs = mapping.outputs();
        if (mapping.input().type() instanceof Type.MapOf) {
            items.put(outputs.get(0), new Item(name + ".key", Kind.EXPRESSION));
            items.put(outputs.get(1), new Item(name + ".value", Kind.EXPRESSION));
        } else if (mapping.input().type() instanceof Type.Array array && array.element() instanceof Type.Row) {
            for (int field = 0; field < outputs.size(); field++) {
                items.put(outputs.get(field), new Item(name + ".f" + field, Kind.EXPRESSION));
            }
        } else {
            items.put(outputs.getFirst(), new Item(name, Kind.COLUMN));
        }
    }
}
