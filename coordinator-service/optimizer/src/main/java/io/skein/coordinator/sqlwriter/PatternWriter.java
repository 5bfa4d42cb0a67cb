package io.skein.coordinator.sqlwriter;

import static io.skein.coordinator.sqlwriter.PlanWriter.union;

import io.skein.coordinator.expression.Expression;
import io.skein.coordinator.expression.Symbol;
import io.skein.coordinator.kernelsql.KernelText;
import io.skein.coordinator.plan.PatternNode;
import io.skein.coordinator.plan.PatternSearch.RowsPerMatch;
import io.skein.coordinator.plan.PatternValue;
import io.skein.coordinator.rewrite.PlanTree;
import io.skein.coordinator.sqlwriter.Item.Kind;
import io.skein.coordinator.sqlwriter.PatternProgram.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Row pattern recognition: each partition becomes an ordered list of its rows, the kernel's {@code skein_match_rows} searches what the conditions read of
 * them, and the rows that it answers, which name other rows by number, take their values from the list.
 */
final class PatternWriter {
    private static final int ROW = 1;
    private static final int ORIGIN = 2;
    private static final int MATCH = 3;
    private static final int SHOWN = 5;

    private final PlanWriter writer;

    PatternWriter(PlanWriter writer) {
        this.writer = writer;
    }

    SelectBlock write(PatternNode node, Set<Symbol> required) {
        Set<Symbol> read = PlanTree.reads(node);
        SelectBlock source = writer.write(node.source(), read).closed(read);
        Map<Symbol, String> fields = new LinkedHashMap<>();
        Set<Symbol> listed = union(node.carried(), node.columns());
        listed = union(listed, frameColumns(node));
        listed.forEach(symbol -> fields.put(symbol, "f" + fields.size()));
        String rows = Names.quoted(writer.fresh("rows"));
        String match = Names.quoted(writer.fresh("match"));
        PatternProgram program = PatternProgram.of(node);
        String partitions = partitions(node, source, fields, rows);
        String matches = "SELECT " + rows + ", unnest(CAST(skein_match_rows("
                + KernelText.string(program.text())
                + ", CAST(len(" + rows + ") AS BIGINT), "
                + values(program.inputs(), fields, rows)
                + ", CAST(current_connection_id() AS BIGINT)) AS INTEGER[][])) AS " + match
                + " FROM (" + partitions + ")";
        SelectBlock block = SelectBlock.over("(" + matches + ")", List.of());
        Map<Symbol, Item> items = new LinkedHashMap<>();
        String place = match + "[" + (node.search().rows() == RowsPerMatch.WINDOW ? ORIGIN : ROW) + "]";
        for (Symbol symbol : node.carried()) {
            if (required.contains(symbol)) {
                items.put(symbol, item(field(rows, place, Objects.requireNonNull(fields.get(symbol)))));
            }
        }
        node.values().forEach((symbol, value) -> {
            if (required.contains(symbol)) {
                items.put(symbol, item(text(value, node, program, fields, rows, match)));
            }
        });
        block.project(items);
        return block;
    }

    private static Item item(String text) {
        return new Item(text, Kind.EXPRESSION);
    }

    private static Set<Symbol> frameColumns(PatternNode node) {
        return PlanTree.expressions(node).stream()
                .map(Expression.Reference.class::cast)
                .map(Expression.Reference::symbol)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String partitions(PatternNode node, SelectBlock source, Map<Symbol, String> fields, String rows) {
        String row = fields.isEmpty()
                ? "1"
                : fields.entrySet().stream()
                        .map(field -> field.getValue() + " := " + source.operand(field.getKey()))
                        .collect(Collectors.joining(", ", "struct_pack(", ")"));
        String order = node.ordering().isEmpty()
                ? ""
                : writer.orderTerms(node.ordering(), source).stream()
                        .map(term -> term.text() + term.suffix())
                        .collect(Collectors.joining(", ", " ORDER BY ", ""));
        String list = "SELECT list(" + row + order + ") AS " + rows + " FROM " + source.from();
        return node.partitionBy().isEmpty()
                ? list
                : list + " GROUP BY "
                        + node.partitionBy().stream()
                                .map(key -> Names.key(key.type(), source.operand(key)))
                                .collect(Collectors.joining(", "));
    }

    /** A field of the row at the place in the list; NULL where the place is NULL. */
    private static String field(String rows, String place, String field) {
        return "struct_extract(list_extract(" + rows + ", " + place + "), '" + field + "')";
    }

    private String text(
            PatternValue value,
            PatternNode node,
            PatternProgram program,
            Map<Symbol, String> fields,
            String rows,
            String match) {
        return switch (value) {
            case PatternValue.Column column -> {
                String place = match + "[" + place(column, program) + "]";
                String found = field(rows, place, Objects.requireNonNull(fields.get(column.source())));
                yield column.absent()
                        .map(absent ->
                                "CASE WHEN " + place + " IS NULL THEN " + constant(absent) + " ELSE " + found + " END")
                        .orElse(found);
            }
            case PatternValue.Classifier classifier -> {
                String names = node.search().labels().stream()
                        .map(label -> KernelText.string(label.name()))
                        .collect(Collectors.joining(", ", "[", "]"));
                yield "list_extract(" + names + ", " + match + "[" + place(classifier, program) + "])";
            }
            case PatternValue.MatchNumber _ -> "CAST(" + match + "[" + MATCH + "] AS BIGINT)";
            case PatternValue.Position _ -> "CAST(" + match + "[" + ROW + "] AS BIGINT)";
            case PatternValue.Origin _ -> "CAST(" + match + "[" + ORIGIN + "] AS BIGINT)";
            case PatternValue.Shown _ -> "(" + match + "[" + SHOWN + "] = 1)";
            case PatternValue.Aggregate _ ->
                throw new IllegalArgumentException("Aggregates of matches are computed above: " + value);
        };
    }

    private static int place(PatternValue value, PatternProgram program) {
        return SHOWN + 1 + program.told().indexOf(PatternProgram.told(value));
    }

    private String constant(Expression expression) {
        return writer.text(expression, SelectBlock.over("", List.of()));
    }

    /** A JSON array with an array for each input, which ends with the value for a row that is not there. */
    private String values(List<Input> inputs, Map<Symbol, String> fields, String rows) {
        List<String> columns = new ArrayList<>();
        for (Input input : inputs) {
            String present = ConditionValues.sql(
                    "x." + fields.get(input.source()), input.source().type());
            String absent = input.absent()
                    .map(expression -> ConditionValues.sql(
                            KernelText.cast(constant(expression), input.source().type()),
                            input.source().type()))
                    .orElse("NULL");
            columns.add("CAST(to_json(list_append(list_transform(" + rows + ", lambda x: " + present + "), " + absent
                    + ")) AS VARCHAR)");
        }
        return "('[' || " + (columns.isEmpty() ? "" : String.join(" || ',' || ", columns) + " || ") + "']')";
    }
}
